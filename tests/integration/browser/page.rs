//! A page in Chromium: what stands in it, what a hand and a keyboard do to it, and what it says and asks for unasked.

use std::cell::RefCell;
use std::path::Path;
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::chromium::{Chromium, PATIENCE, chromium};

/// Between two looks at a condition.
const PULSE: Duration = Duration::from_millis(5);

/// An open page, in a context of its own: it shares nothing with other pages.
pub(in crate::browser) struct Page {
    browser: &'static Chromium,
    context: String,
    target: String,
    session: String,
    events: Receiver<Value>,
    heard: RefCell<Heard>,
}

/// What a page said and asked for unasked.
#[derive(Debug, Default, Clone, PartialEq)]
pub(in crate::browser) struct Heard {
    /// Messages of the console, uncaught exceptions, and entries of the log such as breaches of the policy.
    pub said: Vec<String>,
    /// Addresses asked for, the page itself among them.
    pub requests: Vec<String>,
    /// How many pages have been loaded.
    loaded: usize,
}

/// A node of the accessibility tree that a screen reader is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::browser) struct Spoken {
    /// What it is.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// What else is said of it.
    pub description: String,
}

/// Opens a file in an empty page of 1280 by 800 and lets a test look at it. At the end the page must have said nothing
/// to the console and asked for nothing but itself. Without Chromium nothing is done.
pub(in crate::browser) fn visit(file: &Path, test: impl FnOnce(&Page)) {
    visit_at(file, "", test);
}

/// The same, at a place in the file.
pub(in crate::browser) fn visit_at(file: &Path, hash: &str, test: impl FnOnce(&Page)) {
    let mark = if hash.is_empty() { "" } else { "#" };
    with_page(|page| {
        page.open(&format!("{}{mark}{hash}", address(file)));
        test(page);
        page.assert_quiet();
    });
}

/// Lends an empty page to a test. The next test has it again, for a new one costs most of a second; not after a failure.
pub(in crate::browser) fn with_page(test: impl FnOnce(&Page)) {
    static FREE: Mutex<Vec<Page>> = Mutex::new(Vec::new());
    let free = || FREE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = free().pop();
    let Some(page) = known.or_else(Page::blank) else { return };
    page.emulate("", &[]);
    page.size(1280, 800);
    page.heard.take();
    test(&page);
    page.open("about:blank");
    free().push(page);
}

/// The address of a file.
pub(in crate::browser) fn address(file: &Path) -> String {
    format!("file://{}", file.canonicalize().unwrap().display())
}

impl Page {
    /// An empty page that listens to what it is told; nothing where there is no Chromium.
    fn blank() -> Option<Self> {
        let browser = chromium()?;
        let made = browser.call(None, "Target.createBrowserContext", &json!({ "disposeOnDetach": true }));
        let context = text(&made["browserContextId"]);
        let made = browser.call(
            None,
            "Target.createTarget",
            &json!({ "url": "about:blank", "browserContextId": context, "width": 1280, "height": 800 }),
        );
        let target = text(&made["targetId"]);
        let attached = json!({ "targetId": target, "flatten": true });
        let session = text(&browser.call(None, "Target.attachToTarget", &attached)["sessionId"]);
        let events = browser.listen(&session);
        let page = Self { browser, context, target, session, events, heard: RefCell::default() };
        for domain in ["Page", "Runtime", "Log", "Network"] {
            page.call(&format!("{domain}.enable"), json!({}));
        }
        // Every page believes that it has the keyboard, however many are open.
        page.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
        Some(page)
    }

    /// Goes to an address and waits until all of it is there.
    pub(in crate::browser) fn open(&self, address: &str) {
        let loaded = self.heard().loaded;
        let answer = self.call("Page.navigate", json!({ "url": address }));
        assert!(answer.get("errorText").is_none(), "{address}: {}", answer["errorText"]);
        // A step within the same page loads nothing.
        if answer.get("loaderId").is_some() {
            self.until(&format!("{address} is loaded"), || self.heard().loaded > loaded);
        }
    }

    /// The value of an expression, which may be a promise.
    pub(in crate::browser) fn js(&self, expression: &str) -> Value {
        let parameters = json!({
            "expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true,
        });
        let answer = self.call("Runtime.evaluate", parameters);
        if let Some(thrown) = answer.get("exceptionDetails") {
            let told = thrown["exception"]["description"].as_str().unwrap_or_default();
            panic!("{told} in\n{expression:.600}\n{}", self.state());
        }
        answer["result"]["value"].clone()
    }

    /// The value of an expression that is a text.
    pub(in crate::browser) fn text(&self, expression: &str) -> String {
        let value = self.js(expression);
        value.as_str().unwrap_or_else(|| panic!("`{expression}` is {value}\n{}", self.state())).to_owned()
    }

    /// The value of an expression that is a list of texts.
    pub(in crate::browser) fn texts(&self, expression: &str) -> Vec<String> {
        let value = self.js(expression);
        let list = value.as_array().unwrap_or_else(|| panic!("`{expression}` is {value}\n{}", self.state()));
        list.iter().map(text).collect()
    }

    /// Paints nothing from now on, where a test asks much and looks at nothing.
    pub(in crate::browser) fn unseen(&self) {
        self.js("document.body.style.display = 'none'");
    }

    /// Waits until an expression is true.
    pub(in crate::browser) fn wait(&self, what: &str, expression: &str) {
        self.until(what, || self.js(expression) == true);
    }

    /// Waits until something is so.
    pub(in crate::browser) fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < PATIENCE, "awaited in vain: {what}\n{}", self.state());
            thread::sleep(PULSE);
        }
    }

    /// Where a page is and what it has said, for whoever must find out why a test failed.
    pub(in crate::browser) fn state(&self) -> String {
        let parameters = json!({
            "expression": "JSON.stringify({address: location.href.replace(/.*\\//, ''),
                status: document.getElementById('status')?.textContent,
                panel: document.querySelector('#panel h2')?.textContent,
                focus: document.activeElement?.outerHTML?.slice(0, 120)})",
            "returnByValue": true,
        });
        let seen = self.call("Runtime.evaluate", parameters)["result"]["value"].clone();
        format!("page: {}\nheard: {:?}", text(&seen), self.heard())
    }

    /// Presses and releases a key: a character, or a key by its name.
    pub(in crate::browser) fn press(&self, key: &str) {
        self.press_with(key, 0);
    }

    /// Presses a key while others are held: 1 Alt, 2 Control, 8 Shift.
    pub(in crate::browser) fn press_with(&self, key: &str, held: u8) {
        let code = match key {
            "Enter" => 13,
            "Escape" => 27,
            "Tab" => 9,
            "Backspace" => 8,
            "End" => 35,
            "Home" => 36,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            " " => 32,
            _ => key.chars().next().map_or(0, |first| u32::from(first.to_ascii_uppercase())),
        };
        let typed = match key {
            "Enter" => "\r",
            _ if key.chars().count() == 1 && held & 3 == 0 => key,
            _ => "",
        };
        let named = match key {
            " " => "Space".to_owned(),
            _ if key.len() == 1 && key.as_bytes()[0].is_ascii_alphabetic() => {
                format!("Key{}", key.to_ascii_uppercase())
            }
            _ => key.to_owned(),
        };
        let mut stroke = json!({
            "type": if typed.is_empty() { "rawKeyDown" } else { "keyDown" },
            "key": key, "code": named, "windowsVirtualKeyCode": code, "modifiers": held,
        });
        if !typed.is_empty() {
            stroke["text"] = typed.into();
        }
        self.call("Input.dispatchKeyEvent", stroke.clone());
        stroke["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", stroke);
    }

    /// Types a text, key by key.
    pub(in crate::browser) fn type_in(&self, words: &str) {
        words.chars().for_each(|key| self.press(&key.to_string()));
    }

    /// Presses the button of the mouse on an element, which must be seen and not lie beneath another.
    pub(in crate::browser) fn click(&self, selector: &str) {
        let spot = self.js(&format!(
            "(() => {{
                const it = document.querySelector({selector});
                if (!it) return 'is not there';
                it.scrollIntoView({{block: 'nearest', inline: 'nearest'}});
                const r = it.getBoundingClientRect();
                const x = r.left + r.width / 2, y = r.top + r.height / 2;
                if (!r.width || !r.height) return 'is not seen';
                const hit = document.elementFromPoint(x, y);
                return it.contains(hit) ? [x, y] : 'lies beneath ' + (hit ? hit.outerHTML.slice(0, 200) : 'nothing');
            }})()",
            selector = json!(selector)
        ));
        let (Some(x), Some(y)) = (spot[0].as_f64(), spot[1].as_f64()) else {
            panic!("{selector} {spot}\n{}", self.state())
        };
        self.click_at(x, y);
    }

    /// Presses the button of the mouse at a point of the window.
    pub(in crate::browser) fn click_at(&self, x: f64, y: f64) {
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            let count = u8::from(kind != "mouseMoved");
            let button = if count == 1 { "left" } else { "none" };
            self.call(
                "Input.dispatchMouseEvent",
                json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": count }),
            );
        }
    }

    /// Sets what the page believes of where it is shown: a medium (`print`, or nothing), and features of it.
    pub(in crate::browser) fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.call("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }));
    }

    /// Sets the size of the window.
    pub(in crate::browser) fn size(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// What a screen reader is given, in order.
    pub(in crate::browser) fn spoken(&self) -> Vec<Spoken> {
        self.call("Accessibility.enable", json!({}));
        let tree = self.call("Accessibility.getFullAXTree", json!({}));
        self.call("Accessibility.disable", json!({}));
        let nodes = tree["nodes"].as_array().expect("a tree").iter();
        let said = |node: &Value, what: &str| node[what]["value"].as_str().unwrap_or_default().to_owned();
        nodes
            .filter(|node| node["ignored"] == false)
            .map(|node| Spoken {
                role: said(node, "role"),
                name: said(node, "name"),
                description: said(node, "description"),
            })
            .collect()
    }

    /// Goes back, as the button of the browser does, or forward.
    pub(in crate::browser) fn travel(&self, by: i64) {
        let history = self.call("Page.getNavigationHistory", json!({}));
        let at = history["currentIndex"].as_i64().unwrap() + by;
        let entry =
            usize::try_from(at).ok().map(|at| &history["entries"][at]["id"]).filter(|id| !id.is_null());
        let entry = entry.unwrap_or_else(|| panic!("no step {by} in the history\n{}", self.state()));
        self.call("Page.navigateToHistoryEntry", json!({ "entryId": entry }));
    }

    /// Lets the page read what it has copied.
    pub(in crate::browser) fn may_read_the_clipboard(&self) {
        let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        let parameters = json!({ "permissions": permissions, "browserContextId": self.context });
        self.browser.call(None, "Browser.grantPermissions", &parameters);
    }

    /// Lets the page save files, in a folder.
    pub(in crate::browser) fn downloads_to(&self, folder: &Path) {
        let parameters =
            json!({ "behavior": "allow", "downloadPath": folder, "browserContextId": self.context });
        self.browser.call(None, "Browser.setDownloadBehavior", &parameters);
    }

    /// The picture of the window as PNG, in base 64.
    #[allow(dead_code, reason = "for whoever looks into a failure")]
    pub(in crate::browser) fn screenshot(&self) -> String {
        text(&self.call("Page.captureScreenshot", json!({ "format": "png" }))["data"])
    }

    /// The page has said nothing to the console and asked for nothing but itself.
    #[track_caller]
    pub(in crate::browser) fn assert_quiet(&self) {
        // What was told before this answer has arrived with it.
        self.js("0");
        let heard = self.heard();
        assert!(heard.said.is_empty(), "said to the console: {:#?}\n{}", heard.said, self.state());
        // What the page makes of itself, to be saved, comes from nowhere.
        let is_own = |address: &&String| address.starts_with("blob:");
        let asked = heard.requests.iter().filter(|address| !is_own(address)).count();
        let outside: Vec<&String> = heard
            .requests
            .iter()
            .filter(|address| !is_own(address) && !address.starts_with("file://"))
            .collect();
        assert!(
            outside.is_empty() && asked <= heard.loaded,
            "requests: {:#?}\n{}",
            heard.requests,
            self.state()
        );
    }

    /// All that was heard until now.
    pub(in crate::browser) fn heard(&self) -> Heard {
        let mut heard = self.heard.borrow_mut();
        for event in self.events.try_iter() {
            heard.take(&event);
        }
        heard.clone()
    }

    /// A command of the protocol.
    pub(in crate::browser) fn call(&self, method: &str, parameters: Value) -> Value {
        self.browser.call(Some(&self.session), method, &parameters)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.browser.leave(&self.session);
        if !thread::panicking() {
            self.browser.call(None, "Target.closeTarget", &json!({ "targetId": self.target }));
            let context = json!({ "browserContextId": self.context });
            self.browser.call(None, "Target.disposeBrowserContext", &context);
        }
    }
}

impl Heard {
    fn take(&mut self, event: &Value) {
        let told = &event["params"];
        match event["method"].as_str().unwrap_or_default() {
            "Runtime.consoleAPICalled" => self.said.push(format!("{} {}", told["type"], told["args"])),
            "Runtime.exceptionThrown" => {
                let details = &told["exceptionDetails"];
                let description = &details["exception"]["description"];
                self.said.push(format!("exception {} {description}", details["text"]));
            }
            "Log.entryAdded" => {
                let entry = &told["entry"];
                self.said.push(format!("{} {}: {}", entry["source"], entry["level"], entry["text"]));
            }
            "Network.requestWillBeSent" => self.requests.push(text(&told["request"]["url"])),
            "Page.loadEventFired" => self.loaded += 1,
            _ => {}
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
