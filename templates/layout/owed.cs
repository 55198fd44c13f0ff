<?cs # Papers that an application was accepted without, on its resident's page. ?><?cs

def:owed_papers() ?><section class="qiao-next"><h2><?cs var:T.owed.title ?></h2><p><?cs var:T.owed.text ?></p><?cs each:p = Owed ?><p><?cs if:p.Came ?><b><?cs var:p.Name ?></b> <strong class="govuk-tag govuk-tag--done"><?cs var:T.owed.came ?></strong><?cs else ?><?cs call:link_button(p.Href, t1("owed.photo", p.Name)) ?><?cs /if ?></p><?cs /each ?><p><?cs if:OwedLate ?><strong class="govuk-tag govuk-tag--stop"><?cs var:t1("owed.late", OwedBy) ?></strong> <?cs var:T.owed.late_text ?><?cs else ?><b><?cs var:t1("owed.by", OwedBy) ?></b><?cs /if ?></p></section><?cs /def ?><?cs

# What they said would follow, while nobody has accepted it. ?><?cs

def:promised_papers() ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.owed.promised_title ?></h2><?cs each:p = Promised ?><p><b><?cs var:p.Name ?></b><br><?cs var:t1("owed.later_by", p.By) ?></p><?cs /each ?><p class="qiao-quiet"><?cs var:T.owed.promised_text ?></p></section><?cs /def ?>
