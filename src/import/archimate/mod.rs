//! ArchiMate models in the Open Exchange format of The Open Group, as entries.
