<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:Preview.Href ?>"><?cs var:Name ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:Code ?></p>
<?cs if:Paused.ByFile ?><div class="govuk-inset-text"><p><b><?cs var:T.desk.pause.by_file ?></b></p><p><?cs var:Paused.ByFile ?></p></div>
<?cs /if ?><?cs if:Paused.Until ?><p><span class="govuk-tag govuk-tag--wait"><?cs var:t1("desk.pause.until_day", Paused.Until) ?></span></p>
<?cs call:form_start("open") ?><input type="hidden" name="end" value="1"><div class="govuk-button-group"><?cs call:button(T.desk.pause.open) ?></div>
<?cs call:form_end() ?>
<?cs /if ?><h2 class="govuk-heading-m"><?cs if:Paused.Until ?><?cs var:T.desk.pause.change ?><?cs else ?><?cs var:T.desk.pause.begin ?><?cs /if ?></h2>
<p><?cs var:T.desk.pause.text ?></p>
<?cs call:form_start("pause") ?>
<?cs call:field_textarea("zh", T.desk.pause.zh, T.desk.pause.hint) ?>
<?cs call:field_textarea("en", T.desk.pause.en, "") ?>
<?cs call:field_group("until") ?><?cs call:field_label("until", T.desk.pause.until) ?><?cs call:field_notes("until", "") ?>
<input class="govuk-input govuk-input--width-10<?cs call:field_fix("until", "govuk-input--error") ?>" id="f-until" name="until" type="date" min="<?cs var:Today ?>"<?cs call:field_max("until") ?><?cs call:field_state("until", "") ?> value="<?cs var:Form.F.until.Value ?>"></div>
<div class="govuk-button-group"><?cs call:button(T.desk.pause.button) ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
