<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Ask.Of ?> · <?cs if:Ask.Forks ?><?cs var:t2("questions.nth_most", Ask.No, Ask.Most) ?><?cs else ?><?cs var:t2("questions.nth", Ask.No, Ask.Most) ?><?cs /if ?></p>
<form id="questions" method="get" action="<?cs var:Form.Action ?>" novalidate><input type="hidden" name="was_asked" value="<?cs var:Ask.Name ?>"><?cs if:Ask.Brought ?><input type="hidden" name="was_brought" value="1"><?cs /if ?><?cs call:form_carried() ?>
<?cs call:field_group(Ask.Name) ?>
<fieldset class="govuk-fieldset"<?cs call:field_described(Ask.Name, Ask.Hint) ?>>
<legend class="govuk-fieldset__legend"><h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1></legend><?cs call:field_notes(Ask.Name, Ask.Hint) ?>
<?cs call:radio_items(Ask.Name, Ask.Options) ?>
</fieldset></div>
<?cs call:button(T.questions.go_on) ?>
<?cs call:form_end() ?>
<?cs call:answers_list(Answers) ?><p class="qiao-quiet"><?cs var:T.questions.why ?></p>
<?cs call:page_end() ?>
