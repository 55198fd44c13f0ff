<?cs # What one person proposed and another one answers: the list of a kind, and the buttons. ?><?cs

def:proposal_list() ?><?cs if:subcount(Proposals) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.desk.proposal.title ?></h2>
<table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.proposal.what ?></th><th scope="col"><?cs var:T.desk.proposal.state ?></th><th scope="col"><?cs var:T.desk.proposal.made ?></th><th scope="col"><?cs var:T.desk.proposal.ended ?></th></tr></thead><tbody>
<?cs each:p = Proposals ?><tr><td class="desk-name"><a class="govuk-link" href="<?cs var:p.Href ?>"><?cs var:p.Subject ?></a></td><td data-label="<?cs var:T.desk.proposal.state ?>"><span class="govuk-tag<?cs if:p.Waits ?> govuk-tag--wait<?cs /if ?>"><?cs var:p.Outcome ?></span></td><td data-label="<?cs var:T.desk.proposal.made ?>"><?cs var:p.By ?> · <time datetime="<?cs var:p.Made.Iso ?>"><?cs var:p.Made.Text ?></time></td><td data-label="<?cs var:T.desk.proposal.ended ?>"><?cs if:p.EndedBy ?><?cs var:p.EndedBy ?> · <time datetime="<?cs var:p.Ended.Iso ?>"><?cs var:p.Ended.Text ?></time><?cs else ?>–<?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<?cs /if ?><?cs /def ?><?cs

def:proposal_head() ?><?cs each:p = Proposals ?><p><span class="govuk-tag<?cs if:p.Waits ?> govuk-tag--wait<?cs /if ?>"><?cs var:p.Outcome ?></span> <?cs var:t2("desk.proposal.by", p.By, p.Made.Text) ?><?cs if:p.EndedBy ?> <?cs var:t2("desk.proposal.answered", p.EndedBy, p.Ended.Text) ?><?cs /if ?></p><?cs /each ?><?cs /def ?><?cs

def:proposal_buttons(confirm) ?><?cs if:Proposal.CanConfirm || Proposal.CanWithdraw ?><?cs call:form_start("answer") ?><div class="govuk-button-group"><?cs if:Proposal.CanConfirm ?><?cs call:button_named(confirm, "answer", "confirmed", "primary") ?> <?cs call:button_named(T.desk.proposal.refuse, "answer", "refused", "secondary") ?><?cs else ?><?cs call:button_named(T.desk.proposal.withdraw, "answer", "withdrawn", "secondary") ?><?cs /if ?></div>
<?cs call:form_end() ?><?cs if:Proposal.CanWithdraw ?><p class="qiao-quiet"><?cs var:T.desk.proposal.another ?></p><?cs /if ?><?cs /if ?><?cs /def ?><?cs

def:disposal_would() ?><ul class="govuk-list govuk-list--bullet"><li><?cs var:t1("desk.retention.would_matters", Would.Matters) ?></li><li><?cs var:t2("desk.retention.would_papers", Would.Papers, Would.Size) ?></li><?cs if:Would.Held > #0 ?><li><?cs var:t1("desk.retention.would_held", Would.Held) ?></li><?cs /if ?></ul><?cs /def ?>
