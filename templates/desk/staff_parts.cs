<?cs # What the administrators' pages show: an account, a proposal. ?><?cs

def:staff_state(a) ?><strong class="govuk-tag<?cs if:a.StateWord == "active" ?> govuk-tag--done<?cs elif:a.StateWord == "suspended" ?> govuk-tag--grey<?cs else ?> govuk-tag--wait<?cs /if ?>"><?cs var:a.State ?></strong><?cs /def ?><?cs

def:staff_declared(a) ?><?cs if:a.Owing ?><strong class="govuk-tag govuk-tag--wait"><?cs var:a.Owing ?></strong><?cs /if ?><?cs if:a.Declared.Text ?> <time datetime="<?cs var:a.Declared.Iso ?>"><?cs var:a.Declared.Text ?></time><?cs elif:!a.Owing ?>–<?cs /if ?><?cs /def ?><?cs

def:staff_fact(label, value) ?><?cs if:value ?><div><dt><?cs var:label ?></dt><dd><?cs var:value ?></dd></div><?cs /if ?><?cs /def ?><?cs

def:staff_facts(a) ?><dl class="qiao-facts"><?cs
 call:staff_fact(T.desk.staff.name, a.Name) ?><?cs
 call:staff_fact(T.desk.staff.number, a.Number) ?><?cs
 call:staff_fact(T.desk.staff.full_name, a.FullName) ?><?cs
 call:staff_fact(T.desk.staff.unit, a.Unit) ?><?cs
 call:staff_fact(T.desk.staff.role, a.Role) ?><?cs /def ?><?cs

def:unit_facts(u) ?><dl class="qiao-facts"><?cs
 call:staff_fact(T.desk.unit.code, u.Code) ?><?cs
 call:staff_fact(T.desk.unit.kind_label, u.Kind) ?><?cs
 call:staff_fact(T.desk.unit.parent, u.Parent) ?><?cs
 call:staff_fact(T.desk.unit.serves, u.Serves) ?><div><dt><?cs var:T.desk.unit.officers ?></dt><dd><?cs var:u.Officers ?></dd></div><div><dt><?cs var:T.desk.unit.matters ?></dt><dd><?cs var:u.Matters ?></dd></div><div><dt><?cs var:T.desk.staff.state_label ?></dt><dd><?cs if:u.IsClosed ?><?cs var:t1("desk.unit.closed_since", u.Closed.Text) ?><?cs else ?><?cs var:T.desk.unit.is_open ?><?cs /if ?></dd></div></dl><?cs /def ?><?cs

def:staff_head() ?><p><a class="govuk-back-link" href="<?cs var:Account.Href ?>"><?cs var:T.desk.staff.back_to_account ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<section class="qiao-card"><?cs call:staff_facts(Account) ?></dl></section><?cs /def ?><?cs

def:change_row(c) ?><tr><td class="desk-name"><a class="govuk-link" href="<?cs var:c.Href ?>"><?cs var:c.Kind ?></a></td><td data-label="<?cs var:T.desk.staff.who ?>"><?cs var:c.Number ?> · <?cs var:c.FullName ?></td><td data-label="<?cs var:T.desk.change.becomes ?>"><?cs if:c.Place ?><?cs var:c.Unit ?> · <?cs var:c.Role ?><?cs else ?>–<?cs /if ?></td><td data-label="<?cs var:T.desk.change.by ?>"><?cs var:c.By ?> <span class="qiao-quiet"><?cs var:c.Proposed.Text ?></span></td><td data-label="<?cs var:T.desk.change.state_label ?>"><?cs var:c.State ?><?cs if:c.SettledBy ?> <span class="qiao-quiet"><?cs var:c.SettledBy ?> <?cs var:c.Settled.Text ?></span><?cs elif:c.Open ?> <span class="qiao-quiet"><?cs var:t1("desk.change.until", c.Ends.Text) ?></span><?cs /if ?></td></tr>
<?cs /def ?><?cs

def:change_table(list) ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.change.what ?></th><th scope="col"><?cs var:T.desk.staff.who ?></th><th scope="col"><?cs var:T.desk.change.becomes ?></th><th scope="col"><?cs var:T.desk.change.by ?></th><th scope="col"><?cs var:T.desk.change.state_label ?></th></tr></thead><tbody>
<?cs each:c = list ?><?cs call:change_row(c) ?><?cs /each ?></tbody></table><?cs /def ?>
