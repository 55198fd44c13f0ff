<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Name ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.owed.later_text ?></p>
<?cs call:form_start("later") ?><?cs call:field_radios("days", T.owed.later_label, "", Spans) ?>
<?cs call:button(T.owed.later_button) ?>
<?cs call:form_end() ?>
<?cs call:page_end() ?>
