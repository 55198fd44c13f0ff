<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?><?cs

def:enrol_password(name, label, hint) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, hint) ?>
<input class="govuk-input<?cs call:field_fix(name, "govuk-input--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="password" autocomplete="new-password"<?cs call:field_max(name) ?><?cs call:field_state(name, hint) ?>></div><?cs /def ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:Who ?></p>
<h2 class="govuk-heading-m"><?cs var:T.desk.enrol.scan_title ?></h2>
<p><?cs var:T.desk.enrol.scan ?></p>
<svg class="desk-square" viewBox="0 0 <?cs var:Square.Width ?> <?cs var:Square.Width ?>" role="img" aria-label="<?cs var:T.desk.enrol.square ?>"><path d="<?cs var:Square.Path ?>"/></svg>
<p><?cs var:T.desk.enrol.by_hand ?><br><code><?cs var:Secret ?></code></p>
<?cs call:form_start("enrol-set") ?><input type="hidden" id="username" autocomplete="username" value="<?cs var:Name ?>">
<h2 class="govuk-heading-m"><?cs var:T.desk.enrol.set_title ?></h2>
<?cs call:enrol_password("password", T.desk.enrol.password, T.desk.enrol.password_hint) ?>
<?cs call:enrol_password("again", T.desk.enrol.again, "") ?>
<?cs call:field_text("code", T.desk.sign_in_code, T.desk.sign_in_code_hint, "code") ?>
<?cs call:button(T.desk.enrol.button) ?>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
