<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.clerk.code_text ?></p>
<?cs call:form_start("link-code") ?>
<?cs call:field_text("code", T.clerk.code, "", "code") ?>
<?cs call:button(T.clerk.code_button) ?>
<?cs call:form_end() ?>
<p><a class="govuk-link" href="<?cs var:AgainHref ?>"><?cs var:T.clerk.code_again ?></a></p>
</div>
<?cs call:desk_end() ?>
