<?cs # On the pages of a matter that has ended: the five levels to tap, or what was given. ?><?cs

def:rating_ask() ?><?cs if:subcount(Rate) > #0 ?><section class="qiao-card" id="rating"><h2 class="govuk-heading-s"><?cs var:Rating.Ask ?></h2><p class="qiao-quiet"><?cs var:T.rating.free ?></p>
<div class="govuk-button-group"><?cs each:r = Rate ?><a class="govuk-button govuk-button--secondary" href="<?cs var:r.Href ?>"><?cs var:r.Name ?></a> <?cs /each ?></div></section><?cs /if ?><?cs /def ?><?cs

def:rating_row() ?><?cs if:Rating.Given ?><li><a href="<?cs var:Rating.Href ?>"><b><?cs var:T.rating.yours ?></b><span><?cs var:Rating.Given ?></span></a></li><?cs /if ?><?cs /def ?>
