"""What the exports of meeting systems (XML, JSON) share: elements, flags of publication, moments, paths."""
