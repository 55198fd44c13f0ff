<?cs include!'layout/desk.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.declarations.text ?></p>
<?cs if:subcount(Accounts) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.staff.who ?></th><th scope="col"><?cs var:T.desk.staff.unit ?></th><th scope="col"><?cs var:T.desk.staff.role ?></th><th scope="col"><?cs var:T.desk.declarations.state ?></th><th scope="col"><?cs var:T.desk.staff.entered ?></th></tr></thead><tbody>
<?cs each:a = Accounts ?><tr><td class="desk-name"><?cs if:MayOpen ?><a class="govuk-link" href="<?cs var:a.Href ?>"><?cs /if ?><?cs var:a.Number ?> · <?cs var:a.FullName ?><?cs if:MayOpen ?></a><?cs /if ?></td><td data-label="<?cs var:T.desk.staff.unit ?>"><?cs var:a.Unit ?></td><td data-label="<?cs var:T.desk.staff.role ?>"><?cs var:a.Role ?></td><td data-label="<?cs var:T.desk.declarations.state ?>"><?cs call:staff_declared(a) ?></td><td data-label="<?cs var:T.desk.staff.entered ?>"><?cs if:a.Entered.Text ?><time datetime="<?cs var:a.Entered.Iso ?>"><?cs var:a.Entered.Text ?></time><?cs else ?>–<?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.declarations.nobody ?></p>
<?cs /if ?><?cs if:More || First ?><nav class="govuk-pagination" aria-label="<?cs var:Page.Title ?>"><?cs if:First ?><div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="<?cs var:First ?>"><?cs var:T.desk.first_page ?></a></div><?cs /if ?><?cs if:More ?><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.desk.more ?></a></div><?cs /if ?></nav>
<?cs /if ?></div>
<?cs call:desk_end() ?>
