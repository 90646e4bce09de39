using System.Collections.Immutable;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>An answer on its way: the list, and what became of whom. For one request; not thread-safe.</summary>
internal sealed class AnswerMaking
{
    private readonly List<IReadOnlyList<Scorer>> _stages = [];
    private readonly List<Candidate> _candidates = [];
    private readonly HashSet<string> _known;
    private readonly List<FallbackUse> _fallbacks = [];
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private string? _degraded;
    private int _unconfirmed;
    private bool _hasMore;

    /// <summary>The answer to a question.</summary>
    public AnswerMaking(Question question)
    {
        Question = question;
        _known = new HashSet<string>(question.Candidates, StringComparer.Ordinal);
        var likeness = new Likeness(question.Snapshot);
        List = new ListMaker(
            ListRules.Of(question.Scenario, question.Count),
            question.Slices is { } slices
                ? (one, other) => OrNone(slices.Likeness(one, other))
                : (one, other) => OrNone(likeness.Of(one.Row, other.Row)));
        if (!question.Request.AllowsOnPage)
            List.Reserve(FamiliesBeside(question));
    }

    /// <summary>What is answered.</summary>
    public Question Question { get; }

    /// <summary>The list.</summary>
    public ListMaker List { get; }

    /// <summary>Products found so far.</summary>
    public IReadOnlySet<string> Known => _known;

    /// <summary>Scorers of each stage.</summary>
    public IReadOnlyList<IReadOnlyList<Scorer>> Stages => _stages;

    /// <summary>A stage begins.</summary>
    /// <returns>Its number.</returns>
    public int Begin(IReadOnlyList<Scorer> scorers)
    {
        _stages.Add(scorers);
        return _stages.Count - 1;
    }

    /// <summary>A scan has found candidates.</summary>
    public void Note(Retrieved retrieved)
    {
        if (_taken.Count == 0)
        {
            foreach (var loss in retrieved.Losses)
                _taken[loss.Rule] = _taken.GetValueOrDefault(loss.Rule) + loss.Products;
        }

        _hasMore = retrieved.HasMore;
    }

    /// <summary>Candidates have scored themselves.</summary>
    public void Note(LiveResult live, IReadOnlyList<Candidate> candidates)
    {
        _candidates.AddRange(candidates);
        _degraded ??= live.DegradedReason;
        _unconfirmed += live.Unconfirmed;
        foreach (var candidate in candidates)
        {
            _known.Add(candidate.ProductId);
            Rotate(candidate);
        }
    }

    /// <summary>A fallback filled places.</summary>
    public void Filled(string source, int places)
    {
        if (places > 0)
            _fallbacks.Add(new FallbackUse(source, places));
    }

    /// <summary>The products with a fixed place, as candidates.</summary>
    public IReadOnlyList<Candidate> Pinned() =>
    [
        .. Question.Scenario.Pinned
            .Where(pinned => Question.Scenario.Blocked?.Products.Contains(pinned.ProductId) != true)
            .Where(pinned => !Question.Shopper.Hidden.Contains(pinned.ProductId))
            .Select(pinned => (pinned.ProductId, Row: Question.Snapshot.Ids.RowOf(pinned.ProductId)))
            .Where(pinned => pinned.Row >= 0 && !Question.Cursor.Has(pinned.ProductId))
            .Select(pinned => new Candidate
            {
                ProductId = pinned.ProductId,
                Row = pinned.Row,
                Parts = [],
                IsPinned = true,
                IsCatalogued = Question.Snapshot.Columns.IsPresent(pinned.Row),
            }),
    ];

    /// <summary>Gives them their places.</summary>
    public void Pin(IReadOnlyList<Candidate> pinned)
    {
        foreach (var candidate in pinned.Where(candidate => candidate.DroppedBy is null))
        {
            var place = Question.Scenario.Pinned.First(own => own.ProductId == candidate.ProductId).Position;
            List.Pin(candidate, place);
        }
    }

    /// <summary>A line of the answer.</summary>
    public RecommendedProduct LineOf(Candidate candidate)
    {
        var product = candidate.Product;
        return new RecommendedProduct
        {
            ProductId = candidate.ProductId,
            Name = product?.Name ?? candidate.ProductId,
            Brand = product?.Brand,
            Category = product?.Category,
            Price = product?.Price,
            ListPrice = product?.ListPrice,
            Currency = product?.Currency,
            Score = candidate.Score,
            Source = SourceOf(candidate),
            ParentId = product?.ParentId,
        };
    }

    /// <summary>The answer.</summary>
    /// <param name="recommendationId">Its id.</param>
    /// <param name="items">Lines of the list.</param>
    public RecommendationAnswer ToAnswer(string recommendationId, ImmutableArray<RecommendedProduct> items)
    {
        var list = List.List;
        var isFull = items.Length == Question.Count;
        foreach (var dropped in _candidates.Where(candidate => candidate.DroppedBy is not null))
            _taken[dropped.DroppedBy!] = _taken.GetValueOrDefault(dropped.DroppedBy!) + 1;
        var hasLeft = _hasMore || _candidates.Count(candidate => candidate.DroppedBy is null) > list.Count;
        return new RecommendationAnswer
        {
            RecommendationId = recommendationId,
            UserId = Question.Shopper.UserId ?? "",
            ModelVersion = Question.Snapshot.Key.Version,
            Source = items.IsEmpty ? RecommendationSource.Popularity : items[0].Source,
            Items = items,
            Position = Question.Shopper.Position,
            DegradedReason = Question.Slices?.DegradedReason is not { } missing ? _degraded
                : _degraded is null ? missing
                : $"{_degraded}; {missing}",
            ShortfallReason = isFull ? null : Shortfall.Of(Question, items.Length, _taken),
            Scenario = Question.Scenario.Name,
            ScenarioVersion = Question.Scenario.Version,
            Losses = isFull && _fallbacks.Count == 0
                ? []
                : [.. _taken.Select(loss => new RuleLoss(loss.Key, loss.Value))],
            Fallbacks = [.. _fallbacks],
            NextCursor = isFull && hasLeft
                ? Question.Cursor.After(list.Select(candidate => candidate.ProductId))
                : null,
            Warnings = [.. Question.Rules.Warnings, .. SegmentWarnings()],
            Unconfirmed = _unconfirmed,
            Trace = Question.Request.Trace ? [.. TraceOf(list)] : [],
        };
    }

    private IEnumerable<string> SegmentWarnings()
    {
        if (Question is { Request.Segment: { } segment, Segment: null })
        {
            yield return $"Nothing is counted of segment '{segment}' now: {SegmentCounts.MinShoppers} or more of its "
                + "shoppers must be among those of the latest interactions. What everybody likes is given.";
        }
    }

    private RecommendationSource SourceOf(Candidate candidate)
    {
        if (candidate.IsPinned)
            return RecommendationSource.Pinned;
        var scorers = _stages[candidate.Stage];
        var best = -1;
        for (var index = 0; index < scorers.Count; index++)
        {
            if (!float.IsNaN(candidate.Parts[index])
                && (best < 0 || candidate.Parts[index] > candidate.Parts[best]))
                best = index;
        }

        return best < 0 ? RecommendationSource.Popularity : scorers[best].Source;
    }

    // What was shown a moment ago loses most; the loss halves in an hour.
    private void Rotate(Candidate candidate)
    {
        if (Question.Scenario.Rotation == 0
            || Question.Shopper.LastShown(candidate.ProductId) is not { } shown)
            return;
        var hours = Math.Max(0, (Question.Now - shown).TotalHours);
        var factor = 1 - (Question.Scenario.Rotation * Math.Pow(2, -hours));
        candidate.Factors.Add(new ScoreFactor(RuleNames.Rotation, factor));
        candidate.Score *= factor;
    }

    private IEnumerable<CandidateTrace> TraceOf(IReadOnlyList<Candidate> list)
    {
        var places = list.Select((candidate, place) => (candidate, place))
            .ToDictionary(pair => pair.candidate, pair => pair.place + 1);
        return _candidates.Select(candidate => new CandidateTrace
        {
            ProductId = candidate.ProductId,
            Score = candidate.Base,
            Parts = candidate.IsPinned ? [] : Explainer.PartsOf(candidate, _stages[candidate.Stage]),
            Factors = [.. candidate.Factors],
            Place = places.TryGetValue(candidate, out var place) ? place : null,
            DroppedBy = places.ContainsKey(candidate) ? null : candidate.DroppedBy ?? RuleNames.Outranked,
        });
    }

    private static double OrNone(float alike) => float.IsNaN(alike) ? 0 : Math.Max(0, alike);

    private static IEnumerable<string> FamiliesBeside(Question question) => question.Beside
        .Concat(question.Request.OnPage)
        .Select(productId => question.Snapshot.Ids.RowOf(productId) is var row and >= 0
            ? question.Snapshot.Columns.ParentIdOf(row) ?? productId
            : productId);
}
