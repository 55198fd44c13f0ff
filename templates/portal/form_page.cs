<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<?cs def:any_field(f, label) ?><?cs
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
 else ?><?cs call:field_text(f.Name, label, f.Hint, "document") ?><?cs /if ?><?cs /def ?>
<?cs if:subcount(Sentences) > #0 ?><p class="qiao-quiet"><?cs var:Step.Of ?></p><?cs else ?><p class="qiao-quiet"><?cs var:Step.Of ?> · <?cs var:t2("form.step", Step.No, Step.Count) ?></p><?cs /if ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:subcount(Sentences) > #0 ?><div class="govuk-inset-text"><p><?cs var:T.form.officer_says ?></p><?cs each:s = Sentences ?><p><b><?cs var:s.Label ?></b><br><?cs var:s.Text ?></p><?cs /each ?></div><?cs /if ?>
<?cs call:paused_draft() ?>
<?cs if:Offered ?><div class="govuk-inset-text"><p><?cs var:Offered ?></p></div><?cs /if ?>
<?cs call:form_start("answers") ?>
<?cs if:Sure ?><input type="hidden" name="sure" value="1"><?cs /if ?><input type="hidden" name="back" value="<?cs var:Form.F.back.Value ?>"><input type="hidden" name="seen" value="<?cs var:Seen ?>">
<?cs each:f = Fields ?><?cs if:f.Needs && subcount(Sentences) == #0 ?><div data-needs="<?cs var:f.Needs ?>" data-value="<?cs var:f.NeedsValue ?>"><?cs call:any_field(f, f.Label) ?></div><?cs elif:f.Optional ?><?cs call:any_field(f, t1("form.optional", f.Label)) ?><?cs else ?><?cs call:any_field(f, f.Label) ?><?cs /if ?><?cs /each ?>
<?cs if:AskUnchanged ?><?cs call:field_checkbox("unchanged", T.form.unchanged_meant, T.form.unchanged_hint) ?>
<?cs /if ?><?cs call:button(T.form.save) ?>
<?cs call:form_end() ?>
<p class="qiao-quiet"><?cs var:T.form.saved_note ?></p>
<?cs call:page_end() ?>
