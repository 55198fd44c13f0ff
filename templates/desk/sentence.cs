<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:All.Href ?>"><?cs var:T.desk.sentence.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<?cs with:s = Sentence.It ?><p class="qiao-quiet"><?cs var:s.Formality ?> · <?cs var:s.Kind ?> · <?cs var:t1("desk.sentence.version", s.Version) ?> · <?cs var:t1("desk.sentence.by", s.By) ?></p><?cs /with ?>
<?cs call:form_start("change") ?>
<?cs call:field_textarea("zh", T.desk.sentence.zh, "") ?>
<?cs call:field_textarea("en", T.desk.sentence.en, "") ?>
<?cs call:field_textarea("it", T.desk.sentence.it, T.desk.sentence.it_hint) ?>
<?cs call:field_textarea("es", T.desk.sentence.es, T.desk.sentence.es_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.sentence.change_button) ?></div>
<?cs call:form_end() ?>
<?cs call:form_start("retire") ?><input type="hidden" name="end" value="1"><div class="govuk-button-group"><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.desk.sentence.retire ?></button></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
