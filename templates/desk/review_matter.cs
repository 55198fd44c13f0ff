<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<?cs if:Review.Href ?><p><?cs var:T.desk.review.matter_text ?></p>
<?cs call:form_start("review") ?><?cs call:desk_version() ?>
<?cs call:field_radios("finding", T.desk.review.column_finding, "", Findings) ?>
<?cs call:field_textarea("found", T.desk.review.words, T.desk.review.words_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.review.save) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
<?cs else ?><p><?cs var:T.desk.review.not_yours ?></p>
<p><a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></p><?cs /if ?></div>
<?cs call:desk_end() ?>
