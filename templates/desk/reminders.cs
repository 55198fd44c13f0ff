<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.reminder.text ?></p>
<?cs if:Seen ?><form id="seen" method="post" action="<?cs var:Form.Action ?>"><?cs call:form_hidden() ?><input type="hidden" name="seen" value="<?cs var:Seen ?>"><p><button class="desk-claim" type="submit"><?cs var:T.desk.reminder.seen ?></button></p></form>
<?cs /if ?><?cs if:subcount(Reminders) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.column.number ?></th><th scope="col"><?cs var:T.desk.column.formality ?></th><th scope="col"><?cs var:T.desk.reminder.what ?></th><th scope="col"><?cs var:T.desk.column.due ?></th><th scope="col"><?cs var:T.desk.column.state ?></th><th scope="col"><?cs var:T.desk.reminder.at ?></th></tr></thead><tbody>
<?cs each:r = Reminders ?><tr><td data-label="<?cs var:T.desk.column.number ?>"><a class="govuk-link" href="<?cs var:r.Href ?>"><?cs var:r.Ref ?></a><?cs if:r.New ?> <strong class="govuk-tag govuk-tag--wait"><?cs var:T.desk.news.mark ?></strong><?cs /if ?></td><td class="desk-name"><?cs var:r.Name ?></td><td data-label="<?cs var:T.desk.reminder.what ?>"><span class="desk-due <?cs if:r.RungWord == "late" ?>is-over<?cs else ?>is-soon<?cs /if ?>"><?cs var:r.Rung ?></span> <span class="qiao-quiet"><?cs var:r.Whom ?></span></td><td data-label="<?cs var:T.desk.column.due ?>"><?cs var:r.Due ?></td><td data-label="<?cs var:T.desk.column.state ?>"><?cs var:r.State ?><?cs if:r.Officer ?> · <?cs var:r.Officer ?><?cs /if ?></td><td data-label="<?cs var:T.desk.reminder.at ?>"><time datetime="<?cs var:r.At.Iso ?>"><?cs var:r.At.Text ?></time></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.reminder.none ?></p>
<?cs /if ?><?cs if:More || First ?><nav class="govuk-pagination" aria-label="<?cs var:Page.Title ?>"><?cs if:First ?><div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="<?cs var:First ?>"><?cs var:T.desk.first_page ?></a></div><?cs /if ?><?cs if:More ?><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.desk.more ?></a></div><?cs /if ?></nav>
<?cs /if ?><section class="qiao-card">
<h2 class="govuk-heading-m"><?cs var:T.desk.reminder.mail_title ?></h2>
<p><?cs var:T.desk.reminder.mail_text ?></p>
<?cs if:Mail ?><form id="drop" method="post" action="<?cs var:Form.Action ?>"><?cs call:form_hidden() ?><p><?cs var:t1("desk.reminder.mail_is", Mail) ?> <button class="desk-claim" type="submit" name="drop" value="1"><?cs var:T.desk.reminder.mail_drop ?></button></p></form>
<?cs /if ?><?cs if:Wish ?><?cs if:Asked ?><?cs call:form_start("code") ?>
<p><?cs var:t1("desk.reminder.code_sent", Wish) ?></p>
<?cs call:field_text("code", T.desk.reminder.code, "", "") ?>
<div class="govuk-button-group"><?cs call:button(T.desk.reminder.code_button) ?></div>
<?cs call:form_end() ?>
<?cs /if ?><form id="again" method="post" action="<?cs var:Form.Action ?>"><?cs call:form_hidden() ?><p><?cs if:!Asked ?><?cs var:t1("desk.reminder.unconfirmed", Wish) ?> <?cs /if ?><button class="desk-claim" type="submit" name="again" value="1"><?cs var:T.desk.reminder.again ?></button> <button class="desk-claim" type="submit" name="drop" value="1"><?cs var:T.desk.reminder.mail_forget ?></button></p></form>
<?cs /if ?><?cs call:form_start("mail") ?>
<?cs call:field_text("mail", T.desk.reminder.mail, T.desk.reminder.mail_hint, "") ?>
<div class="govuk-button-group"><?cs call:button(T.desk.reminder.mail_button) ?></div>
<?cs call:form_end() ?>
<form id="lang" method="post" action="<?cs var:Form.Action ?>"><?cs call:form_hidden() ?><p><?cs var:T.desk.reminder.lang ?> <button class="desk-claim" type="submit" name="lang" value="zh" lang="zh-Hans"<?cs if:MailLang == "zh" ?> aria-pressed="true"<?cs else ?> aria-pressed="false"<?cs /if ?>>中文</button> <button class="desk-claim" type="submit" name="lang" value="en" lang="en"<?cs if:MailLang == "en" ?> aria-pressed="true"<?cs else ?> aria-pressed="false"<?cs /if ?>>English</button> <span class="qiao-quiet"><?cs if:MailLang == "en" ?><?cs var:T.desk.reminder.lang_en ?><?cs else ?><?cs var:T.desk.reminder.lang_zh ?><?cs /if ?></span></p></form>
</section>
</div>
<?cs call:desk_end() ?>
