<?cs # What stands above the content: what went wrong, what was done. ?><?cs

def:layout_problems() ?><?cs if:subcount(Problems) > #0 ?><div class="govuk-error-summary" role="alert" tabindex="-1">
<h2 class="govuk-error-summary__title"><?cs var:T.layout.problems ?></h2>
<ul class="govuk-list govuk-error-summary__list"><?cs each:p = Problems ?><li><?cs if:p.Field ?><a href="#f-<?cs var:p.Field ?><?cs if:p.Part ?>-<?cs var:p.Part ?><?cs /if ?>"><?cs each:f = Fields ?><?cs if:f.Label && f.Name == p.Field ?><?cs if:f.Asks ?><?cs var:f.Label ?><?cs else ?><?cs var:t1("layout.named", f.Label) ?><?cs /if ?><?cs if:Lang != "zh" ?> <?cs /if ?><?cs /if ?><?cs /each ?><?cs var:p.Text ?></a><?cs else ?><?cs var:p.Text ?><?cs /if ?></li><?cs /each ?></ul>
</div><?cs /if ?><?cs /def ?><?cs

def:layout_notice() ?><?cs if:Notice.Text ?><div class="govuk-notification-banner" role="status"><p class="govuk-notification-banner__content"><?cs var:Notice.Text ?></p><?cs if:Held.Action ?>
<form id="held" method="post" action="<?cs var:Held.Action ?>"><input type="hidden" name="token" value="<?cs var:Form.Token ?>"><input type="hidden" name="once" value="<?cs var:Form.Once ?>"><input type="hidden" name="next" value="<?cs var:Held.Next ?>">
<ul class="govuk-list"><?cs each:f = Held.Files ?><li><?cs var:f.Name ?></li><?cs /each ?></ul>
<button class="govuk-button" type="submit"><?cs var:T.layout.held_send ?></button> <button class="govuk-button govuk-button--secondary" type="submit" name="drop" value="1"><?cs var:T.layout.held_drop ?></button></form><?cs /if ?></div><?cs /if ?><?cs /def ?>
