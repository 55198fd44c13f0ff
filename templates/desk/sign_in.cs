<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<?cs if:LinkHref ?><p><a class="govuk-link" href="<?cs var:LinkHref ?>"><?cs var:T.clerk.link_over ?></a></p>
<?cs /if ?><?cs call:form_start("sign-in") ?>
<input type="hidden" name="next" value="<?cs var:Form.F.next.Value ?>">
<?cs if:Form.F.held.Value ?><input type="hidden" name="held" value="<?cs var:Form.F.held.Value ?>"><?cs /if ?>
<?cs call:field_text("name", T.desk.sign_in_name, "", "username") ?>
<?cs call:field_text("password", T.desk.sign_in_password, "", "password") ?>
<?cs call:field_text("code", T.desk.sign_in_code, T.desk.sign_in_code_hint, "code") ?>
<?cs call:button(T.desk.sign_in_button) ?>
<?cs call:form_end() ?>
<p class="desk-more"><a class="govuk-link" href="<?cs var:EnrolHref ?>"><?cs var:T.desk.enrol.link ?></a></p>
</div>
<?cs call:desk_end() ?>
