using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.Filters;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// What a product must be to be given, and what lifts or sinks it, tied to one request: the same rules over the index's
/// columns and over a product's entry of this instant. Immutable.
/// </summary>
internal sealed class ProductRuleSet
{
    // In its own process a question reaches a product's grain as the object that was asked: nothing is tied twice.
    private static readonly ConditionalWeakTable<ProductQuestion, ProductRuleSet> Known = [];

    private readonly ImmutableArray<(string Name, BoundBooster Booster)> _boosters;
    private readonly FilterContext _context;
    private readonly ImmutableArray<BoosterRule> _filterTexts;
    private readonly ImmutableArray<BoosterRule> _boosterTexts;

    private ProductRuleSet(
        ImmutableArray<BoosterRule> filters,
        ImmutableArray<BoosterRule> boosters,
        FilterSchema schema,
        FilterContext context)
    {
        (_filterTexts, _boosterTexts, _context) = (filters, boosters, context);
        var bound = BoundTexts.Of(schema);
        Filters = [.. filters.Select(rule => (rule.Name, bound.Filter(rule.Expression)))];
        _boosters = boosters.IsEmpty
            ? []
            : [.. boosters.Select(rule => (rule.Name, bound.Booster(rule.Expression).For(context)))];
        Warnings = WarningsOf(Filters, _boosters);
    }

    /// <summary>The most that all that lifts a product can multiply its score by.</summary>
    public double MostLift => Math.Pow(BoundBooster.Most, _boosters.Length);

    /// <summary>Conditions, each with the name of its rule.</summary>
    public ImmutableArray<(string Rule, BoundFilter Filter)> Filters { get; }

    /// <summary>What is asked for and does not exist.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>The rules of a request.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: an expression is wrong.</exception>
    public static ProductRuleSet Of(
        Scenario scenario,
        RecommendationRequest request,
        IndexSnapshot snapshot,
        Product? context,
        UserProfile user,
        DateTimeOffset now) => new(
        [.. RuleTexts.Of(scenario, request)],
        scenario.Boosters,
        snapshot.Schema,
        new FilterContext { Context = context, User = user, UserAttributes = user.Attributes, Now = now });

    /// <summary>The rules of a question that another process asked.</summary>
    /// <param name="question">The question.</param>
    /// <param name="schema">What products have, as this silo knows it.</param>
    /// <returns>Null: this silo cannot tie them yet; the index that asked has held them against the product.</returns>
    public static ProductRuleSet? Of(ProductQuestion question, FilterSchema schema)
    {
        if (Known.TryGetValue(question, out var known))
            return known;
        try
        {
            var user = question.User;
            return new ProductRuleSet(question.Filters, question.Boosters, schema, new FilterContext
            {
                Context = question.Context,
                User = user,
                UserAttributes = user?.Attributes ?? AttributeSet.Empty,
                Now = question.Now,
            });
        }
        catch (AyniException)
        {
            return null;
        }
    }

    /// <summary>The question to the candidates of a request.</summary>
    /// <param name="question">The request.</param>
    /// <param name="isHeld">The index held them against the filters.</param>
    public ProductQuestion ToProductQuestion(Question question, bool isHeld)
    {
        var asked = new ProductQuestion
        {
            Filters = _filterTexts,
            Boosters = _boosterTexts,
            Context = question.Context,
            User = _context.User,
            Now = question.Now,
            Momentum = question.Scenario.Momentum,
            Objective = question.Scenario.Objective,
            View = question.Request.View,
            HeldAsOf = isHeld && !question.Snapshot.IsCatalogueEmpty ? question.Snapshot.Position : -1,
        };
        Known.Add(asked, this);
        return asked;
    }

    /// <summary>Keeps the rows whose products meet a condition.</summary>
    public void Narrow(IndexSnapshot snapshot, BoundFilter filter, RowSet rows)
    {
        if (SelectedRows.Of(snapshot.Columns).Find(filter, _context) is { } selected)
            rows.And(selected);
        else
            filter.Narrow(snapshot.Columns, _context, rows);
    }

    /// <summary>Multiplies sums by what lifts or sinks their products.</summary>
    public void Lift(IndexSnapshot snapshot, RowSet rows, Span<float> totals)
    {
        foreach (var (_, booster) in _boosters)
            booster.Multiply(snapshot.Columns, rows, _context, totals);
    }

    /// <summary>Rule that a product does not meet; null: it meets all.</summary>
    public string? RuleAgainst(Product product)
    {
        foreach (var (rule, filter) in Filters)
        {
            if (!filter.Matches(product, _context))
                return rule;
        }

        return null;
    }

    /// <summary>What lifts or sinks a product, that which does neither left out.</summary>
    public IEnumerable<ScoreFactor> FactorsOf(Product product)
    {
        foreach (var (name, booster) in _boosters)
        {
            var factor = booster.Value(product, _context);
            if (factor != BoundBooster.Neutral)
                yield return new ScoreFactor(name, factor);
        }
    }

    private static ImmutableArray<string> WarningsOf(
        ImmutableArray<(string Rule, BoundFilter Filter)> filters,
        ImmutableArray<(string Name, BoundBooster Booster)> boosters)
    {
        if (filters.All(rule => rule.Filter.Warnings.Count == 0)
            && boosters.All(rule => rule.Booster.Warnings.Count == 0))
            return [];
        return
        [
            .. filters.SelectMany(rule => rule.Filter.Warnings)
                .Concat(boosters.SelectMany(rule => rule.Booster.Warnings))
                .Select(warning => warning.Message)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
