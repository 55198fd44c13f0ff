<?cs # One macro a kind of field. The field's value, error and limit come from Form.F.NAME;
       the id is f-NAME, which the error summary links to. Labels and hints come translated.
       Of a field with several inputs each has the id f-NAME-PART, and the first is f-NAME unless
       it is the one in which the mistake is (Form.F.NAME.Part; without it all are marked). ?><?cs

def:form_hidden() ?><input type="hidden" name="token" value="<?cs var:Form.Token ?>"><input type="hidden" name="once" value="<?cs var:Form.Once ?>"><?cs /def ?><?cs

def:form_start(id) ?><form id="<?cs var:id ?>" method="post" action="<?cs var:Form.Action ?>" novalidate>
<?cs call:form_hidden() ?><?cs /def ?><?cs

def:form_start_files(id) ?><form id="<?cs var:id ?>" method="post" action="<?cs var:Form.Action ?>" enctype="multipart/form-data" novalidate>
<?cs call:form_hidden() ?><?cs /def ?><?cs

def:form_to(id, action) ?><form id="<?cs var:id ?>" method="post" action="<?cs var:action ?>" novalidate>
<?cs call:form_hidden() ?><?cs /def ?><?cs

def:form_carried() ?><?cs each:c = Carried ?><input type="hidden" name="<?cs var:c.Name ?>" value="<?cs var:c.Value ?>"><?cs /each ?><?cs /def ?><?cs

def:form_end() ?></form><?cs /def ?><?cs

def:field_group(name) ?><div class="govuk-form-group<?cs if:Form.F[name].Error ?> govuk-form-group--error<?cs /if ?>"><?cs /def ?><?cs

def:field_notes(name, hint) ?><?cs if:hint ?><div class="govuk-hint" id="h-<?cs var:name ?>"><?cs var:hint ?></div><?cs /if ?><?cs if:Form.F[name].From ?><div class="qiao-from" id="r-<?cs var:name ?>"><?cs var:Form.F[name].From ?></div><?cs /if ?><?cs if:Form.F[name].Error ?><p class="govuk-error-message" id="e-<?cs var:name ?>"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:Form.F[name].Error ?></p><?cs /if ?><?cs /def ?><?cs

def:field_described(name, hint) ?><?cs if:hint || Form.F[name].Error || Form.F[name].From ?> aria-describedby="<?cs if:hint ?>h-<?cs var:name ?> <?cs /if ?><?cs if:Form.F[name].From ?>r-<?cs var:name ?> <?cs /if ?><?cs if:Form.F[name].Error ?>e-<?cs var:name ?><?cs /if ?>"<?cs /if ?><?cs /def ?><?cs

def:field_state(name, hint) ?><?cs if:Form.F[name].Error ?> aria-invalid="true"<?cs /if ?><?cs call:field_described(name, hint) ?><?cs /def ?><?cs

def:field_label(name, label) ?><label class="govuk-label" for="f-<?cs var:name ?>"><?cs var:label ?></label><?cs /def ?><?cs

def:field_max(name) ?><?cs if:Form.F[name].Max ?> maxlength="<?cs var:Form.F[name].Max ?>"<?cs /if ?><?cs /def ?><?cs

def:field_fix(name, class) ?><?cs if:Form.F[name].Error ?> <?cs var:class ?><?cs /if ?><?cs /def ?><?cs

def:field_text(name, label, hint, kind) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, hint) ?>
<input class="govuk-input<?cs
 if:kind == "code" ?> govuk-input--width-10 govuk-input--extra-letter-spacing<?cs
 elif:kind == "number" ?> govuk-input--width-10<?cs
 elif:kind == "document" ?> govuk-input--extra-letter-spacing<?cs /if ?><?cs call:field_fix(name, "govuk-input--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>"<?cs
 if:kind == "tel" ?> type="tel" autocomplete="tel"<?cs
 elif:kind == "email" ?> type="email" autocomplete="email" spellcheck="false" autocapitalize="none"<?cs
 elif:kind == "contact" ?> type="text" autocomplete="username" spellcheck="false" autocapitalize="none"<?cs
 elif:kind == "number" ?> type="text" inputmode="numeric" autocomplete="off"<?cs
 elif:kind == "url" ?> type="url" inputmode="url" autocomplete="url" autocapitalize="none" spellcheck="false"<?cs
 elif:kind == "code" ?> type="text" inputmode="numeric" autocomplete="one-time-code"<?cs
 elif:kind == "name" ?> type="text" autocomplete="name" spellcheck="false"<?cs
 elif:kind == "latin" ?> type="text" autocomplete="off" autocapitalize="characters" spellcheck="false"<?cs
 elif:kind == "document" ?> type="text" autocomplete="off" autocapitalize="characters" spellcheck="false"<?cs
 elif:kind == "username" ?> type="text" autocomplete="username" autocapitalize="none" spellcheck="false"<?cs
 elif:kind == "password" ?> type="password" autocomplete="current-password"<?cs
 else ?> type="text"<?cs /if ?><?cs call:field_max(name) ?><?cs call:field_state(name, hint) ?><?cs if:kind != "password" ?> value="<?cs var:Form.F[name].Value ?>"<?cs /if ?><?cs if:Form.Focus == name ?> autofocus<?cs /if ?>>
</div><?cs /def ?><?cs

def:field_textarea(name, label, hint) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, hint) ?>
<textarea class="govuk-textarea<?cs call:field_fix(name, "govuk-textarea--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" rows="4"<?cs call:field_max(name) ?><?cs call:field_state(name, hint) ?>><?cs var:Form.F[name].Value ?></textarea>
</div><?cs /def ?><?cs

def:part_id(name, part, first) ?>f-<?cs var:name ?><?cs if:!first || Form.F[name].Part == part ?>-<?cs var:part ?><?cs /if ?><?cs /def ?><?cs

def:part_fix(name, part, class) ?><?cs if:!Form.F[name].Part || Form.F[name].Part == part ?><?cs call:field_fix(name, class) ?><?cs /if ?><?cs /def ?><?cs

def:part_state(name, part, hint) ?><?cs if:Form.F[name].Error ?><?cs if:!Form.F[name].Part || Form.F[name].Part == part ?><?cs call:field_state(name, hint) ?><?cs /if ?><?cs /if ?><?cs /def ?><?cs

def:date_part(name, part, label, width, hint, first) ?><div class="govuk-date-input__item"><label class="govuk-label govuk-date-input__label" for="<?cs call:part_id(name, part, first) ?>"><?cs var:label ?></label><input class="govuk-input govuk-date-input__input govuk-input--width-<?cs var:width ?><?cs call:part_fix(name, part, "govuk-input--error") ?>" id="<?cs call:part_id(name, part, first) ?>" name="<?cs var:name ?>-<?cs var:part ?>" type="text" inputmode="numeric" autocomplete="off" maxlength="<?cs var:width ?>"<?cs call:part_state(name, part, hint) ?> value="<?cs var:Form.F[name + "-" + part].Value ?>"></div><?cs /def ?><?cs

def:group_start(name, label, hint) ?><?cs call:field_group(name) ?>
<fieldset class="govuk-fieldset" role="group"<?cs call:field_described(name, hint) ?>>
<legend class="govuk-fieldset__legend"><?cs var:label ?></legend><?cs call:field_notes(name, hint) ?><?cs /def ?><?cs

def:date_parts(name, hint) ?><?cs if:Lang == "zh" ?><?cs
 call:date_part(name, "year", T.layout.year, "4", hint, "1") ?><?cs
 call:date_part(name, "month", T.layout.month, "2", hint, "") ?><?cs
 call:date_part(name, "day", T.layout.day, "2", hint, "") ?><?cs else ?><?cs
 call:date_part(name, "day", T.layout.day, "2", hint, "1") ?><?cs
 call:date_part(name, "month", T.layout.month, "2", hint, "") ?><?cs
 call:date_part(name, "year", T.layout.year, "4", hint, "") ?><?cs /if ?><?cs /def ?><?cs

def:field_date(name, label, hint) ?><?cs call:group_start(name, label, hint) ?>
<div class="govuk-date-input"><?cs call:date_parts(name, hint) ?></div>
</fieldset></div><?cs /def ?><?cs

def:field_select(name, label, hint, options) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, hint) ?>
<select class="govuk-select<?cs call:field_fix(name, "govuk-select--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>"<?cs call:field_state(name, hint) ?>><option value=""><?cs var:T.layout.choose ?></option><?cs each:o = options ?><option value="<?cs var:o.Value ?>"<?cs if:o.Picked ?> selected<?cs /if ?>><?cs var:o.Label ?></option><?cs /each ?></select>
</div><?cs /def ?><?cs

def:radio_items(name, options) ?><div class="govuk-radios"><?cs each:o = options ?><div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="f-<?cs var:name ?><?cs if:!first(o) ?>-<?cs var:o.Value ?><?cs /if ?>" name="<?cs var:name ?>" value="<?cs var:o.Value ?>"<?cs if:o.Picked ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="f-<?cs var:name ?><?cs if:!first(o) ?>-<?cs var:o.Value ?><?cs /if ?>"><?cs var:o.Label ?></label><?cs if:o.Hint ?><div class="govuk-hint govuk-radios__hint"><?cs var:o.Hint ?></div><?cs /if ?></div><?cs /each ?></div><?cs /def ?><?cs

def:field_radios(name, label, hint, options) ?><?cs call:field_group(name) ?>
<fieldset class="govuk-fieldset"<?cs call:field_described(name, hint) ?>>
<legend class="govuk-fieldset__legend"><?cs var:label ?></legend><?cs call:field_notes(name, hint) ?>
<?cs call:radio_items(name, options) ?>
</fieldset></div><?cs /def ?><?cs

def:field_checkbox(name, label, hint) ?><?cs call:field_group(name) ?><?cs call:field_notes(name, "") ?>
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-<?cs var:name ?>" name="<?cs var:name ?>" value="1"<?cs if:Form.F[name].Value ?> checked<?cs /if ?><?cs call:field_state(name, hint) ?>><label class="govuk-label govuk-checkboxes__label" for="f-<?cs var:name ?>"><?cs var:label ?></label><?cs if:hint ?><div class="govuk-hint govuk-checkboxes__hint" id="h-<?cs var:name ?>"><?cs var:hint ?></div><?cs /if ?></div></div>
</div><?cs /def ?><?cs

def:field_file(name, label, hint, accept, many) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, hint) ?>
<input class="govuk-file-upload<?cs call:field_fix(name, "govuk-file-upload--error") ?>" type="file" id="f-<?cs var:name ?>" name="<?cs var:name ?>" accept="<?cs var:accept ?>"<?cs if:many ?> multiple<?cs /if ?><?cs if:Files.Room ?> data-room="<?cs var:Files.Room ?>" data-bytes="<?cs var:Files.Bytes ?>" data-all="<?cs var:Files.All ?>" data-many="<?cs var:T.papers.room ?>" data-much="<?cs var:T.papers.too_much ?>" data-one="<?cs var:T.papers.one_left ?>" data-large="<?cs var:T.press.too_large ?>" data-kind="<?cs var:T.press.unknown ?>" data-empty="<?cs var:T.press.empty ?>"<?cs /if ?><?cs call:field_state(name, hint) ?>>
</div><?cs /def ?><?cs

def:field_bool(name, label, hint) ?><?cs call:field_group(name) ?>
<fieldset class="govuk-fieldset"<?cs call:field_described(name, hint) ?>>
<legend class="govuk-fieldset__legend"><?cs var:label ?></legend><?cs call:field_notes(name, hint) ?>
<div class="govuk-radios"><div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="f-<?cs var:name ?>" name="<?cs var:name ?>" value="1"<?cs if:Form.F[name].Value == "1" ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="f-<?cs var:name ?>"><?cs var:T.layout.yes ?></label></div><div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="f-<?cs var:name ?>-0" name="<?cs var:name ?>" value="0"<?cs if:Form.F[name].Value == "0" ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="f-<?cs var:name ?>-0"><?cs var:T.layout.no ?></label></div></div>
</fieldset></div><?cs /def ?><?cs

def:field_choice(name, label, hint, options) ?><?cs if:subcount(options) > #6 ?><?cs call:field_select(name, label, hint, options) ?><?cs else ?><?cs call:field_radios(name, label, hint, options) ?><?cs /if ?><?cs /def ?><?cs

def:select_inline(id, name, class, first, options) ?><select class="govuk-select<?cs call:field_fix(class, "govuk-select--error") ?>" id="<?cs var:id ?>" name="<?cs var:name ?>"><option value=""><?cs var:first ?></option><?cs each:o = options ?><option value="<?cs var:o.Value ?>"<?cs if:o.Picked ?> selected<?cs /if ?>><?cs var:o.Label ?></option><?cs /each ?></select><?cs /def ?><?cs

def:country_part(name, hint, choose, first, options) ?><select class="govuk-select<?cs if:first || Form.F[name].Part ?><?cs call:part_fix(name, "country", "govuk-select--error") ?><?cs /if ?>" id="<?cs call:part_id(name, "country", first) ?>" name="<?cs var:name ?>-country"<?cs if:first || Form.F[name].Part ?><?cs call:part_state(name, "country", hint) ?><?cs /if ?>><option value=""><?cs var:choose ?></option><?cs each:o = options ?><option value="<?cs var:o.Value ?>"<?cs if:o.Picked ?> selected<?cs /if ?>><?cs var:o.Label ?></option><?cs /each ?></select><?cs /def ?><?cs

def:field_phone(name, label, hint, countries) ?><?cs call:field_group(name) ?>
<fieldset class="govuk-fieldset" role="group"<?cs call:field_described(name, hint) ?>>
<legend class="govuk-fieldset__legend"><?cs var:label ?></legend><?cs call:field_notes(name, hint) ?>
<div class="qiao-parts"><div class="govuk-form-group"><label class="govuk-label" for="f-<?cs var:name ?>"><?cs var:T.layout.phone ?></label>
<input class="govuk-input<?cs call:part_fix(name, "number", "govuk-input--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="tel" autocomplete="tel"<?cs call:field_max(name) ?><?cs call:part_state(name, "number", hint) ?> value="<?cs var:Form.F[name].Value ?>"></div>
<div class="govuk-form-group"><label class="govuk-label" for="f-<?cs var:name ?>-country"><?cs var:T.layout.phone_country ?></label>
<?cs call:country_part(name, hint, T.layout.phone_plus, "", countries) ?></div></div>
</fieldset></div><?cs /def ?><?cs

def:time_part(name, part, label, hint) ?><?cs call:date_part(name, part, label, "2", hint, "") ?><?cs /def ?><?cs

def:field_datetime(name, label, hint) ?><?cs call:group_start(name, label, hint) ?>
<div class="govuk-date-input"><?cs call:date_parts(name, hint) ?></div>
<div class="govuk-date-input"><?cs call:time_part(name, "hour", T.layout.hour, hint) ?><?cs call:time_part(name, "minute", T.layout.minute, hint) ?></div>
</fieldset></div><?cs /def ?><?cs

def:address_part(name, part, label, hint, first) ?><div class="govuk-form-group"><label class="govuk-label" for="<?cs call:part_id(name, part, first) ?>"><?cs var:label ?></label><input class="govuk-input<?cs if:part == "postcode" ?> govuk-input--width-10<?cs /if ?><?cs call:part_fix(name, part, "govuk-input--error") ?>" id="<?cs call:part_id(name, part, first) ?>" name="<?cs var:name ?>-<?cs var:part ?>" type="text" autocomplete="off"<?cs call:field_max(name) ?><?cs call:part_state(name, part, hint) ?> value="<?cs var:Form.F[name + "-" + part].Value ?>"></div><?cs /def ?><?cs

def:address_home(name, hint, first) ?><?cs
 call:address_part(name, "province", T.layout.province, hint, first) ?><?cs
 call:address_part(name, "city", T.layout.city, hint, "") ?><?cs
 call:address_part(name, "county", T.layout.county, hint, "") ?><?cs
 call:address_part(name, "street", T.layout.street, hint, "") ?><?cs
 call:address_part(name, "village", T.layout.village, hint, "") ?><?cs
 call:address_part(name, "detail", T.layout.detail, hint, "") ?><?cs /def ?><?cs

def:address_abroad(name, hint, first) ?><?cs
 call:address_part(name, "line1", T.layout.line1, hint, first) ?><?cs
 call:address_part(name, "line2", T.layout.line2, hint, "") ?><?cs
 call:address_part(name, "line3", T.layout.line3, hint, "") ?><?cs
 call:address_part(name, "line4", T.layout.line4, hint, "") ?><?cs /def ?><?cs

def:case_start(name, value, title) ?><fieldset class="govuk-fieldset qiao-case" data-needs="<?cs var:name ?>-country" data-value="<?cs var:value ?>"><legend class="govuk-fieldset__legend"><?cs var:title ?></legend><?cs /def ?><?cs

def:field_address(name, label, hint, country, countries) ?><?cs call:group_start(name, label, hint) ?>
<div class="qiao-parts"><?cs if:country == "CN" ?><?cs call:address_home(name, hint, "1") ?><?cs elif:country ?><?cs call:address_abroad(name, hint, "1") ?><?cs else ?><div class="govuk-form-group"><label class="govuk-label" for="<?cs call:part_id(name, "country", "1") ?>"><?cs var:T.layout.address_country ?></label><?cs call:country_part(name, hint, T.layout.choose, "1", countries) ?></div><?cs
 call:case_start(name, "CN", T.layout.address_home) ?><?cs call:address_home(name, hint, "") ?></fieldset><?cs
 call:case_start(name, "!CN", T.layout.address_abroad) ?><?cs call:address_abroad(name, hint, "") ?></fieldset><?cs /if ?><?cs
 call:address_part(name, "postcode", T.layout.postcode, hint, "") ?></div>
</fieldset></div><?cs /def ?><?cs

def:any_field(f, label) ?><?cs
 if:f.Type == "textarea" ?><?cs call:field_textarea(f.Name, label, f.Hint) ?><?cs
 elif:f.Type == "date" ?><?cs call:field_date(f.Name, label, f.Hint) ?><?cs
 elif:f.Type == "datetime" ?><?cs call:field_datetime(f.Name, label, f.Hint) ?><?cs
 elif:f.Type == "number" ?><?cs call:field_text(f.Name, label, f.Hint, "number") ?><?cs
 elif:f.Type == "bool" ?><?cs if:f.Agreement ?><?cs call:field_checkbox(f.Name, label, f.Hint) ?><?cs else ?><?cs call:field_bool(f.Name, label, f.Hint) ?><?cs /if ?><?cs
 elif:f.Type == "select" ?><?cs call:field_choice(f.Name, label, f.Hint, f.Options) ?><?cs
 elif:f.Type == "country" ?><?cs call:field_select(f.Name, label, f.Hint, f.Countries) ?><?cs
 elif:f.Type == "address" ?><?cs call:field_address(f.Name, label, f.Hint, f.Country, f.Countries) ?><?cs
 elif:f.Type == "phone" ?><?cs call:field_phone(f.Name, label, f.Hint, f.Countries) ?><?cs
 elif:f.Type == "url" ?><?cs call:field_text(f.Name, label, f.Hint, "url") ?><?cs
 elif:f.Type == "name_latin" ?><?cs call:field_text(f.Name, label, f.Hint, "latin") ?><?cs
 elif:f.Type == "name_zh" && f.Name == "applicant_name" ?><?cs call:field_text(f.Name, label, f.Hint, "name") ?><?cs
 elif:f.Type == "name_zh" || f.Type == "text" ?><?cs call:field_text(f.Name, label, f.Hint, "text") ?><?cs
 else ?><?cs call:field_text(f.Name, label, f.Hint, "document") ?><?cs /if ?><?cs /def ?><?cs

def:button(label) ?><button class="govuk-button" type="submit"><?cs var:label ?></button><?cs /def ?><?cs

def:button_named(label, name, value, look) ?><button class="govuk-button govuk-button--<?cs var:look ?>" type="submit" name="<?cs var:name ?>" value="<?cs var:value ?>"><?cs var:label ?></button><?cs /def ?>
