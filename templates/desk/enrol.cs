<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.enrol.text ?></p>
<?cs call:form_start("enrol") ?>
<?cs call:field_text("name", T.desk.sign_in_name, "", "username") ?>
<?cs call:field_text("code", T.desk.enrol.code, T.desk.enrol.code_hint, "document") ?>
<div class="govuk-button-group"><?cs call:button(T.desk.enrol.go) ?> <a class="govuk-link" href="<?cs var:SignInHref ?>"><?cs var:T.desk.sign_in ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
