<?cs include!'layout/desk.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.unit.text ?></p>
<table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.staff.unit ?></th><th scope="col"><?cs var:T.desk.unit.kind_label ?></th><th scope="col"><?cs var:T.desk.unit.parent ?></th><th scope="col"><?cs var:T.desk.unit.officers ?></th><th scope="col"><?cs var:T.desk.staff.state_label ?></th></tr></thead><tbody>
<?cs each:u = Units ?><tr><td class="desk-name"><a class="govuk-link" href="<?cs var:u.Href ?>"><?cs var:u.Name ?></a></td><td data-label="<?cs var:T.desk.unit.kind_label ?>"><?cs var:u.Kind ?></td><td data-label="<?cs var:T.desk.unit.parent ?>"><?cs if:u.Parent ?><?cs var:u.Parent ?><?cs else ?>–<?cs /if ?></td><td data-label="<?cs var:T.desk.unit.officers ?>"><?cs if:u.Officers ?><a class="govuk-link" href="<?cs var:u.OfficersHref ?>"><?cs var:u.Officers ?></a><?cs else ?>0<?cs /if ?></td><td data-label="<?cs var:T.desk.staff.state_label ?>"><?cs if:u.IsClosed ?><strong class="govuk-tag govuk-tag--grey"><?cs var:T.desk.unit.is_closed ?></strong><?cs else ?><?cs var:T.desk.unit.is_open ?><?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<?cs call:proposal_list() ?></div>
<?cs call:desk_end() ?>
