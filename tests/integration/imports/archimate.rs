//! Tests of the reader of this form.
