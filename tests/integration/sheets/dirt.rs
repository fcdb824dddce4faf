//! The dirt of real sheets: each is passed over, or told with what to do, where it stands.

use super::*;

const OWNERS: (&str, &str) = ("o.yaml", "organisations: [{id: slk, name: SLK}]\n");

fn systems(text: &str) -> Loaded {
    load(&[OWNERS, ("systems.csv", text)])
}

#[track_caller]
fn clean(text: &str, expected: &[&str]) {
    let loaded = systems(text);
    assert_eq!(told(&loaded), [""; 0], "{text:?}");
    let said = said(&loaded);
    let systems: Vec<&str> = said.iter().filter_map(|said| said.strip_prefix("systems ")).collect();
    assert_eq!(systems, expected, "{text:?}");
}

#[track_caller]
fn fault(text: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|fault| format!("systems.csv:{fault}")).collect();
    assert_eq!(told(&systems(text)), expected, "{text:?}");
}

#[test]
fn what_a_spreadsheet_adds_is_no_part_of_the_map() {
    let lisa = &["lisa: name=Lisa owner=slk"];
    for text in [
        "name,owner\nLisa,SLK\n",
        "\u{feff}\"name\";\"owner\"\r\n\"Lisa\";\"SLK\"\r\n",
        "NAME\tOwner\rLisa\tslk\r",
        "sep=;\r\nname;owner\r\nLisa;SLK",
        " name , owner \n  Lisa\u{a0}, SLK \n,\n\n",
        "\n,,\nname,,owner,\nLisa,,SLK,\n,,,\n",
        "name,owner,description,kind\nLisa,SLK,-,–\n",
        "name,owner,x-note\nLisa,SLK,call her\n",
        "\"na\nme\",owner\nLisa,SLK\n".replace("na\nme", "name\n").as_str(),
    ] {
        clean(text, lisa);
    }
    clean("name,owner\n\"Lisa\r\nwebb\",SLK\n", &["lisa-webb: name=Lisa webb owner=slk"]);
    clean("name,owner\n=1+1,SLK\n", &["1-1: name==1+1 owner=slk"]);
}

#[test]
fn dates_that_mean_one_day_are_read_and_others_told() {
    clean(
        "name,owner,active,Phase out,lifecycle.retired,end of support\n\
         Lisa,SLK,2007-09-01 00:00:00,31.12.2012,20140601,FALSE\n",
        &[
            "lisa: name=Lisa owner=slk lifecycle=active 2007-09-01, phase_out 2012-12-31, retired 2014-06-01, end_of_support: none known",
        ],
    );
    fault(
        "name,owner,active,retired\nLisa,SLK,1.9.2007,-\nVodok,SLK,39326,sommar\n",
        &[
            "2:10 bad-value: `1.9.2007` may be 2007-09-01 or 2007-01-09 (write `2007-09-01` or `2007-01-09`: year, month, day)",
            "3:11 bad-value: `39326` is no date; a spreadsheet that counts days means 2007-09-01 by it (write `2007-09-01`, or give the column the format of a date or text and save again)",
            "3:17 bad-value: `sommar` is no date: a date is written 2010-12-31, 2010-12, 2010-Q2 or 2010 (write 2010-12-31, 2010-12, 2010-Q2 or 2010)",
        ],
    );
}

#[test]
fn decimal_commas_and_errors_of_the_spreadsheet_are_told() {
    fault(
        "name;owner;sla.availability;cost.yearly;kind\nLisa;SLK;99,5;3,1 MSEK;#REF!\n",
        &[
            "2:10 bad-value: `99,5` is no percentage (write `99.5`: decimals stand after a point, and thousands without a space)",
            "2:15 bad-value: `3,1 MSEK` is no sum of money (write `3.1 MSEK`: decimals stand after a point, and thousands without a space)",
            "2:24 bad-value: `#REF!` is an error of the spreadsheet (mend the formula, or empty the cell)",
        ],
    );
}

#[test]
fn a_title_above_the_header_is_told_and_nothing_is_guessed() {
    for title in ["Systems 2014;;", "Systems 2014"] {
        let loaded = systems(&format!("{title}\n\nname;owner\nLisa;SLK\n"));
        assert_eq!(
            told(&loaded),
            ["systems.csv:1:1 syntax: this line is no header: none of its cells is a column of `systems` \
              (delete the lines above the header: the first line of a sheet names its columns)"]
        );
        assert_eq!(loaded.sources.locate(loaded.findings[0].related[0].place).line, 3);
        assert!(loaded.model.incomplete && loaded.model.elements.is_empty());
    }
}

#[test]
fn headers_of_ones_own_are_told_with_what_to_write() {
    let told = told(&systems("Namn;Förvaltning\nLisa;SLK\n"));
    assert_eq!(
        told,
        ["systems.csv:1:1 syntax: this line is no header: none of its cells is a column of `systems` \
          (the first line names the columns, such as `name` and `owner`; if these are your own words, say under \
          [csv.columns.systems] in systemkarta.toml which field each is, such as `\"Namn\" = \"name\"`)"]
    );
}

#[test]
fn columns_that_are_none_are_told_once() {
    fault(
        "name,Förvaltning,ovner,name,provider,sla\nA,b,c,d,e,f\nB,b,c,d,e,f\n",
        &[
            "1:6 unknown-key: `Förvaltning` is no column of `systems` (say under [csv.columns.systems] in systemkarta.toml which field it is, such as `\"Förvaltning\" = \"owner\"`, or `\"Förvaltning\" = \"-\"` to leave it out)",
            "1:18 unknown-key: `ovner` is no column of `systems` (did you mean `owner`? If not, say under [csv.columns.systems] in systemkarta.toml which field it is, or `\"ovner\" = \"-\"` to leave it out)",
            "1:24 duplicate-key: the column `name` stands here twice (keep one; the first is used)",
            "1:29 unknown-key: `provider` is no column of `systems` (it belongs to `integrations`; to leave it out, write `\"provider\" = \"-\"` under [csv.columns.systems] in systemkarta.toml)",
            "1:38 unknown-key: `sla` is no column of `systems` (its parts stand in columns of their own, such as `sla.…`)",
        ],
    );
    fault(
        "name,,owner\nA,,SLK\nB,note,SLK\nC,note,SLK\n",
        &[
            "3:3 unknown-key: this cell stands in a column without a header (give the column a header; until then it is not read)",
        ],
    );
    fault(
        "owner\nSLK\n",
        &[
            "1:1 syntax: this sheet of systems lacks a column `name` or `id` (add it, or say under [csv.columns.systems] in systemkarta.toml which column it is)",
        ],
    );
}

#[test]
fn lines_that_do_not_fit_are_told() {
    let surplus = "2:10 syntax: this line has more cells than the 2 of the header (put a text that contains the sign between cells in double quotes, or give the column a header)";
    fault("name,owner\nLisa,SLK,extra,more\nVodok\n", &[surplus]);
    fault(
        "name,owner\n,SLK\n?,SLK\n",
        &[
            "2:1 bad-id: this system has neither a name nor an id (give it a `name`, or empty the line)",
            "3:1 bad-id: no id can be made of the name `?` (write an `id` for it, or a name with letters in it)",
        ],
    );
}

#[test]
fn quotes_that_are_never_closed_do_not_lose_lines_without_a_word() {
    let text = format!("name,owner\n{}Last,SLK\n", "Sys,\"SLK\n".repeat(22));
    let loaded = systems(&text);
    let told = told(&loaded);
    assert!(said(&loaded).iter().all(|said| !said.contains("Last")));
    let last = told.last().expect("a finding");
    assert!(last.contains("21 quotes are not closed; from here on this sheet is not read"), "{last}");
}

#[test]
fn a_quote_that_is_not_closed_costs_its_line() {
    let loaded = systems("name,owner\n\"Lisa,SLK\nVodok,\"SLK\"\n");
    assert_eq!(
        told(&loaded),
        [
            "systems.csv:2:1 syntax: this quote is not closed where its cell ends (close it with `\"`, and write a quote within a text twice; this line is not read, and reading goes on with the next)"
        ]
    );
    assert!(loaded.model.incomplete);
    assert_eq!(loaded.model.elements.iter().map(|e| e.id()).collect::<Vec<_>>(), ["vodok"]);
    fault(
        "name,owner\n\"the\" new,SLK\n",
        &[
            "2:6 syntax: something follows the quote that ends this cell (write a quote within a text twice: \"the \"\"new\"\" register\")",
        ],
    );
}

#[test]
fn damaged_text_is_told_once_and_controls_each() {
    fault(
        "name,owner\nFÃ¶rvaltning,SLK\nÃ–ster,SLK\n",
        &[
            "2:1 bad-value: `FÃ¶rvaltning` was `Förvaltning` before it was saved in another encoding; so is 1 more cell (open the original in the spreadsheet and save it as UTF-8)",
        ],
    );
    fault(
        "name,owner\nLi\0sa,SLK\n",
        &[
            "2:1 forbidden-character: `name` of `Lisa` contains the character U+0000 (delete it: control and bidirectional characters can make a text lie about what it says)",
        ],
    );
}

#[test]
fn names_stand_for_ids_and_what_nobody_is_called_is_told() {
    let texts = [
        OWNERS,
        ("information.csv", "name\nSalary\n"),
        ("integrations.csv", "provider,consumer,carries\nlisa,LISA  webb|Vodok,salary\nLisa,Agreso,\n"),
        (
            "systems.csv",
            "id,name,aliases\nL1,Lisa,\n,Lisa webb,\n,Vodok,\n,Vodok,\n,Agresso,agr|agresso-9\n,X,\n",
        ),
    ];
    let loaded = load(&texts);
    assert_eq!(
        told(&loaded),
        [
            "integrations.csv:2:17 unknown-reference: `Vodok` is the name of `vodok` (system) and `vodok-2` (system) (write the id of the one that is meant)",
            "integrations.csv:3:6 unknown-reference: `Agreso` is neither the id nor the name of anything in this map (did you mean `agresso` (system)?)",
        ]
    );
    assert!(
        said(&loaded).contains(
            &"integrations L1--lisa-webb: provider=L1 consumer=lisa-webb carries=salary".to_owned()
        ),
        "{:?}",
        said(&loaded)
    );
    let text = "name,depends_on\nA,\"B, C\"\nB,{any_of: [B b]}\nC,-\n";
    fault(
        text,
        &[
            "2:4 unknown-reference: `B, C` is neither the id nor the name of anything in this map (write `B|C`: `|` stands between several)",
            "3:13 bad-id: `B b` is no id: a space may not stand in an id (letters (a to z, A to Z), digits and . _ + : / @ - make an id)",
        ],
    );
}

#[test]
fn a_lifecycle_is_a_word_or_dates() {
    fault(
        "name,lifecycle,retired\nA,active,2014\nB,phase_out,-\n",
        &[
            "2:3 bad-value: this line fills in both `lifecycle` and `lifecycle.retired` (empty the cell of `lifecycle`; until then only its parts are read)",
        ],
    );
    let loaded = load(&[
        ("lifecycles.csv", "id,active,end_of_support\noracle,2001,2007-07-31\n"),
        ("technologies.csv", "name,lifecycle\nOracle,oracle\n"),
    ]);
    assert_eq!(told(&loaded), [""; 0]);
    assert_eq!(loaded.model.lifecycles.len(), 1);
}

#[test]
fn owners_whom_nobody_declares_are_told_together_and_slips_alone() {
    let loaded =
        load(&[("systems.csv", "name,owner\nA,City office\nB,Trafik\nC,City office\nD,City ofice\n")]);
    assert_eq!(
        told(&loaded),
        [
            "systems.csv:2:3 unknown-organisation: 2 organisations are named and nowhere declared: `City office` (2 lines), `Trafik` (declare them in organisations.csv, with `name` and `contact`; until then a slip in a name is one more of them)",
            "systems.csv:5:3 unknown-organisation: `City ofice` is named as an organisation and nowhere declared (did you mean `City office`, which 2 lines name?)",
        ]
    );
    let names: Vec<&str> = loaded.model.organisations.iter().map(|o| o.name()).collect();
    assert_eq!(names, ["City office", "Trafik", "City ofice"]);
}

#[test]
fn a_merge_conflict_is_told() {
    fault(
        "<<<<<<< a\nname\n=======\nname\n>>>>>>> b\n",
        &[
            "1:1 syntax: a merge conflict was left in this file (keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>)",
        ],
    );
}
