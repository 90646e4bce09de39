namespace Ayni.Grains.Answering;

/// <summary>
/// Takes candidates one by one into a list: the best first, or with diversity the one that is good and unlike those
/// already there (maximal marginal relevance, Carbonell and Goldstein 1998). Rules that count (a brand, a category, a
/// family) are kept while it does. Pure; for one request.
/// </summary>
/// <param name="rules">The rules.</param>
/// <param name="likeness">How alike two candidates are, 0 to 1 or less; asked for with diversity only.</param>
internal sealed class ListMaker(ListRules rules, Func<Candidate, Candidate, double> likeness)
{
    private readonly Candidate?[] _places = new Candidate?[rules.Count];
    private readonly Dictionary<string, int> _brands = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _categories = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _filled;

    /// <summary>Places still free.</summary>
    public int Free => rules.Count - _filled;

    /// <summary>The list so far, in order.</summary>
    public IReadOnlyList<Candidate> List => [.. _places.OfType<Candidate>()];

    /// <summary>Families that have a product beside the list: no other of theirs comes into it.</summary>
    public void Reserve(IEnumerable<string> families) => _families.UnionWith(families);

    /// <summary>Gives a product a place of its own, whatever its score; a place past the end is the last one.</summary>
    /// <returns>False: a rule is against it, or the place is taken.</returns>
    public bool Pin(Candidate candidate, int position)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var place = Math.Min(position, rules.Count) - 1;
        if (_places[place] is not null || RuleAgainst(candidate) is not null)
            return false;
        Take(candidate, place);
        return true;
    }

    /// <summary>
    /// Fills free places. Candidates that a rule is against are dropped by it; of those that merely were not good
    /// enough nothing is said.
    /// </summary>
    /// <param name="candidates">Any order; those dropped already are not looked at.</param>
    public void Fill(IEnumerable<Candidate> candidates)
    {
        var left = candidates.Where(candidate => candidate.DroppedBy is null && !_ids.Contains(candidate.ProductId))
            .ToList();
        left.Sort(Candidate.Compare);
        Drop(left, candidate => candidate.Score < rules.MinScore ? RuleNames.MinScore : null);
        var best = left.Count > 0 ? Math.Max(Math.Abs(left[0].Score), double.Epsilon) : 1;
        var nearest = new double[left.Count];
        var isOpen = new bool[left.Count];
        Array.Fill(isOpen, true);
        if (rules.Diversity > 0)
        {
            foreach (var there in List)
                Approach(left, nearest, there);
        }

        for (var place = 0; place < rules.Count && left.Count > 0; place++)
        {
            if (_places[place] is not null)
                continue;
            var next = IsForNew(place) ? Next(left, isOpen, nearest, best, isNew: true) : -1;
            if (next < 0)
                next = Next(left, isOpen, nearest, best, isNew: false);
            if (next < 0)
                break;
            isOpen[next] = false;
            Take(left[next], place);
            if (rules.Diversity > 0)
                Approach(left, nearest, left[next]);
        }
    }

    private int Next(List<Candidate> left, bool[] isOpen, double[] nearest, double best, bool isNew)
    {
        var (found, most) = (-1, double.NegativeInfinity);
        for (var index = 0; index < left.Count; index++)
        {
            if (!isOpen[index] || (isNew && !left[index].IsNew))
                continue;
            if (RuleAgainst(left[index]) is { } rule)
            {
                (isOpen[index], left[index].DroppedBy) = (false, rule);
                continue;
            }

            // Without diversity the first is the best: they are in order.
            if (rules.Diversity == 0)
                return index;
            var value = ((1 - rules.Diversity) * left[index].Score / best) - (rules.Diversity * nearest[index]);
            if (value > most)
                (found, most) = (index, value);
        }

        return found;
    }

    // The k-th new place is where the share of all places so far reaches k.
    private bool IsForNew(int place) =>
        Math.Floor(rules.NewShare * (place + 1)) > Math.Floor(rules.NewShare * place);

    private void Approach(List<Candidate> left, double[] nearest, Candidate taken)
    {
        for (var index = 0; index < left.Count; index++)
            nearest[index] = Math.Max(nearest[index], likeness(left[index], taken));
    }

    private void Take(Candidate candidate, int place)
    {
        _places[place] = candidate;
        _filled++;
        _ids.Add(candidate.ProductId);
        _families.Add(candidate.Family);
        if (candidate.Product?.Brand is { } brand)
            _brands[brand] = _brands.GetValueOrDefault(brand) + 1;
        if (candidate.Product?.Category is { } category)
            _categories[category] = _categories.GetValueOrDefault(category) + 1;
    }

    private string? RuleAgainst(Candidate candidate)
    {
        if (!rules.AllowsVariants && _families.Contains(candidate.Family))
            return RuleNames.Variants;
        if (candidate.Product?.Brand is { } brand && _brands.GetValueOrDefault(brand) >= rules.MaxPerBrand)
            return RuleNames.MaxPerBrand;
        return candidate.Product?.Category is { } category
            && _categories.GetValueOrDefault(category) >= rules.MaxPerCategory
            ? RuleNames.MaxPerCategory
            : null;
    }

    private static void Drop(List<Candidate> candidates, Func<Candidate, string?> ruleAgainst)
    {
        foreach (var candidate in candidates)
            candidate.DroppedBy = ruleAgainst(candidate);
        candidates.RemoveAll(candidate => candidate.DroppedBy is not null);
    }
}
