<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<?cs if:Waiting ?><div class="govuk-inset-text"><p><a class="govuk-link" href="<?cs var:ProposalsHref ?>"><?cs var:Waiting ?></a></p></div>
<?cs /if ?><?cs if:Owing ?><p><a class="govuk-link" href="<?cs var:OwingHref ?>"><?cs var:Owing ?></a></p>
<?cs /if ?><div class="desk-filterbar"><details class="govuk-details desk-filter"<?cs if:Filter.Open ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.desk.filter.title ?></span></summary>
<form class="desk-filter__form" id="filter" method="get" action="<?cs var:HereHref ?>">
<p><label class="govuk-label" for="f-unit"><?cs var:T.desk.staff.unit ?></label><?cs call:select_inline("f-unit", "unit", "unit", T.desk.filter.any, UnitChoices) ?></p>
<p><label class="govuk-label" for="f-role"><?cs var:T.desk.staff.role ?></label><?cs call:select_inline("f-role", "role", "role", T.desk.filter.any, RoleChoices) ?></p>
<p><label class="govuk-label" for="f-state"><?cs var:T.desk.staff.state_label ?></label><?cs call:select_inline("f-state", "state", "state", T.desk.filter.any, StateChoices) ?></p>
<p class="desk-filter__do"><button class="govuk-button" type="submit"><?cs var:T.desk.filter.button ?></button><?cs if:Filter.Open ?> <a class="govuk-link" href="<?cs var:HereHref ?>"><?cs var:T.desk.filter.none ?></a><?cs /if ?></p>
</form></details><a class="govuk-button" href="<?cs var:AddHref ?>"><?cs var:T.desk.staff.add ?></a></div>
<?cs if:subcount(Accounts) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.staff.who ?></th><th scope="col"><?cs var:T.desk.staff.name ?></th><th scope="col"><?cs var:T.desk.staff.unit ?></th><th scope="col"><?cs var:T.desk.staff.role ?></th><th scope="col"><?cs var:T.desk.staff.state_label ?></th><th scope="col"><?cs var:T.desk.staff.entered ?></th></tr></thead><tbody>
<?cs each:a = Accounts ?><tr><td class="desk-name"><a class="govuk-link" href="<?cs var:a.Href ?>"><?cs var:a.Number ?> · <?cs var:a.FullName ?></a></td><td data-label="<?cs var:T.desk.staff.name ?>"><?cs var:a.Name ?></td><td data-label="<?cs var:T.desk.staff.unit ?>"><?cs var:a.Unit ?></td><td data-label="<?cs var:T.desk.staff.role ?>"><?cs var:a.Role ?></td><td data-label="<?cs var:T.desk.staff.state_label ?>"><?cs call:staff_state(a) ?><?cs if:a.Owing ?> <strong class="govuk-tag govuk-tag--wait"><?cs var:a.Owing ?></strong><?cs /if ?></td><td data-label="<?cs var:T.desk.staff.entered ?>"><?cs if:a.Entered.Text ?><time datetime="<?cs var:a.Entered.Iso ?>"><?cs var:a.Entered.Text ?></time><?cs else ?>–<?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.staff.nobody ?></p>
<?cs /if ?><?cs if:More || First ?><nav class="govuk-pagination" aria-label="<?cs var:Page.Title ?>"><?cs if:First ?><div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="<?cs var:First ?>"><?cs var:T.desk.first_page ?></a></div><?cs /if ?><?cs if:More ?><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.desk.more ?></a></div><?cs /if ?></nav>
<?cs /if ?></div>
<?cs call:desk_end() ?>
