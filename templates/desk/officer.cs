<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.staff.back ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<section class="qiao-card"><?cs call:staff_facts(Account) ?><div><dt><?cs var:T.desk.staff.state_label ?></dt><dd><?cs call:staff_state(Account) ?><?cs if:Account.Locked.Text ?> <span class="qiao-quiet"><?cs var:t1("desk.staff.locked_until", Account.Locked.Text) ?></span><?cs /if ?></dd></div><div><dt><?cs var:T.desk.staff.entered ?></dt><dd><?cs if:Account.Entered.Text ?><time datetime="<?cs var:Account.Entered.Iso ?>"><?cs var:Account.Entered.Text ?></time><?cs else ?><?cs var:T.desk.staff.never ?><?cs /if ?></dd></div><div><dt><?cs var:T.desk.own.title ?></dt><dd><?cs call:staff_declared(Account) ?></dd></div><div><dt><?cs var:T.desk.staff.holds ?></dt><dd><?cs var:Holds ?></dd></div></dl></section>
<?cs if:Own ?><div class="govuk-inset-text"><?cs var:T.desk.staff.own ?></div>
<?cs else ?><h2 class="govuk-heading-m"><?cs var:T.desk.staff.acts ?></h2>
<div class="govuk-button-group"><?cs if:Act.MoveHref ?><a class="govuk-button govuk-button--secondary" href="<?cs var:Act.MoveHref ?>"><?cs var:T.desk.staff.move ?></a> <?cs /if ?><?cs if:Act.ResetHref ?><a class="govuk-button govuk-button--secondary" href="<?cs var:Act.ResetHref ?>"><?cs var:T.desk.staff.reset ?></a> <?cs /if ?><?cs if:Act.ReturnHref ?><a class="govuk-button govuk-button--secondary" href="<?cs var:Act.ReturnHref ?>"><?cs var:T.desk.staff.return ?></a> <?cs /if ?><?cs if:Act.SuspendHref ?><a class="govuk-button govuk-button--warning" href="<?cs var:Act.SuspendHref ?>"><?cs var:T.desk.staff.suspend ?></a><?cs /if ?></div>
<?cs /if ?><h2 class="govuk-heading-m"><?cs var:T.desk.staff.sign_ins ?></h2>
<?cs if:subcount(SignIns) > #0 ?><ul class="qiao-rows qiao-card"><?cs each:s = SignIns ?><li><b><?cs var:s.Device ?></b><span><?cs var:t2("desk.sign_in_times", s.Created.Text, s.Seen.Text) ?></span></li><?cs /each ?></ul>
<?cs call:form_start("sign-ins") ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.desk.staff.sign_ins_end ?></button><?cs call:form_end() ?>
<?cs else ?><p><?cs var:T.desk.staff.sign_ins_none ?></p>
<?cs /if ?><h2 class="govuk-heading-m"><?cs var:T.desk.change.of_account ?></h2>
<?cs if:subcount(Changes) > #0 ?><?cs call:change_table(Changes) ?><?cs else ?><p><?cs var:T.desk.change.none ?></p><?cs /if ?>
<p class="desk-more"><a class="govuk-link" href="<?cs var:AuditHref ?>"><?cs var:T.desk.audit.title ?></a></p>
</div>
<?cs call:desk_end() ?>
