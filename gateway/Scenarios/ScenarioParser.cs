using System.Collections.Immutable;
using System.Text.Json;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;

namespace Ayni.Gateway.Scenarios;

/// <summary>Reads scenarios, and what requests change of them.</summary>
internal static class ScenarioParser
{
    public const long MaxBodyBytes = 256 * 1024;

    private const int MaxSources = 10;
    private const int MaxSeenRules = 16;

    /// <summary>Reads a scenario whose name stands in the path.</summary>
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static Scenario Parse(JsonElement body, string name)
    {
        var problems = new List<FieldProblem>();
        var fields = FieldReader.Open(body, "", problems);
        var scenario = fields is null ? null : Read(fields, name);
        if (scenario is null || problems.Count > 0)
            throw RefusalException.OfFields(problems);
        return ScenarioRules.ProblemOf(scenario) is { } problem
            ? throw RefusalException.OfField(WireNameOf(problem.Field), null, problem.Reason, "Correct it.")
            : scenario;
    }

    /// <summary>Reads what the shop blocks.</summary>
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static BlockedProducts ParseBlocked(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var blocked = BlockedProducts.None;
        if (FieldReader.Open(body, "", problems) is { } fields)
        {
            blocked = new BlockedProducts
            {
                Products = fields.Ids("products", ScenarioRules.MaxExcluded),
                Categories = CategoriesIn(fields, "categories"),
            };
            fields.RefuseUnknown("No such field.");
        }

        return problems.Count == 0 ? blocked : throw RefusalException.OfFields(problems);
    }

    /// <summary>What a request changes; null: nothing.</summary>
    public static ScenarioPatch? ReadPatch(FieldReader fields)
    {
        var patch = new ScenarioPatch
        {
            Sources = SourcesIn(fields),
            Candidates = (int?)fields.Whole("candidates", 1, ScenarioRules.MaxCandidates),
            Filter = fields.Text("filter", ScenarioRules.MaxTextLength),
            Boosters = BoostersIn(fields),
            ExcludedProducts = fields.Ids("excluded_products", ScenarioRules.MaxExcluded),
            ExcludedCategories = CategoriesIn(fields, "excluded_categories"),
            Pinned = PinnedIn(fields),
            MinScore = fields.Number("min_score", double.MinValue, double.MaxValue),
            MaxPerBrand = (int?)fields.Whole("max_per_brand", 1, ScenarioRules.MaxCount),
            MaxPerCategory = (int?)fields.Whole("max_per_category", 1, ScenarioRules.MaxCount),
            AllowsVariants = fields.Flag("allow_variants"),
            Diversity = fields.Number("diversity", 0, 1),
            Rotation = fields.Number("rotation", 0, 1),
            NewShare = fields.Number("new_share", 0, 1),
            Momentum = fields.Number("momentum", 0, ScenarioRules.MaxMomentum),
            WindowDays = (int?)fields.Whole("window_days", 1, ScenarioRules.MaxWindowDays),
            Objective = ObjectiveIn(fields),
            Reranks = fields.Flag("rerank"),
        };
        return patch.IsEmpty ? null : patch;
    }

    private static Scenario Read(FieldReader fields, string name)
    {
        if (fields.Text("name", ScenarioRules.MaxNameLength) is { } own && own != name)
            fields.Refuse("name", $"Not the name in the path, '{name}'.", "Leave it out or send the same.");
        // The number is ours to give; a scenario that was read can be sent back as it is.
        fields.Whole("version", 0, int.MaxValue);
        var patch = ReadPatch(fields) ?? new ScenarioPatch();
        var scenario = new Scenario
        {
            Name = name,
            Description = fields.Text("description", ScenarioRules.MaxTextLength),
            Sources = patch.Sources,
            Fallbacks = [.. fields.Strings("fallbacks", MaxSources, ScenarioRules.MaxNameLength)],
            Count = (int?)fields.Whole("n", 1, ScenarioRules.MaxCount) ?? 10,
            ExcludeSeen = SeenIn(fields),
            Texts = TextsIn(fields),
        };
        if (scenario.Sources.IsEmpty && !fields.Has("sources"))
            fields.Refuse("sources", "Missing.", $"Send one or more of {string.Join(", ", SourceNames.All)}.");
        fields.RefuseUnknown("No such field of a scenario.");

        // True is what nothing said means: a scenario sent back as it was read is the same.
        return patch.ApplyTo(scenario) with { Reranks = patch.Reranks == false ? false : null };
    }

    private static ImmutableArray<ScenarioSource> SourcesIn(FieldReader fields)
    {
        var sources = ImmutableArray.CreateBuilder<ScenarioSource>();
        foreach (var source in fields.Objects("sources", MaxSources))
        {
            var name = source.Text("name", ScenarioRules.MaxNameLength, required: true);
            if (name is not null && !SourceNames.All.Contains(name))
                source.Refuse("name", "No such source.", Nearest.Remedy(name, [.. SourceNames.All]));
            var weight = source.Number("weight", 0, ScenarioRules.MaxWeight) ?? 1;
            if (weight == 0)
                source.Refuse("weight", "Is 0.", "Send more than 0, or leave the source out.");
            source.RefuseUnknown("No such field of a source.");
            sources.Add(new ScenarioSource(name ?? "", weight));
        }

        return sources.ToImmutable();
    }

    private static ImmutableArray<BoosterRule> BoostersIn(FieldReader fields)
    {
        var boosters = ImmutableArray.CreateBuilder<BoosterRule>();
        foreach (var booster in fields.Objects("boosters", ScenarioRules.MaxBoosters))
        {
            var expression = booster.Text("expression", ScenarioRules.MaxTextLength, required: true) ?? "";
            boosters.Add(new BoosterRule(
                expression, booster.Text("name", ScenarioRules.MaxNameLength) ?? $"booster_{boosters.Count + 1}"));
            booster.RefuseUnknown("No such field of a booster.");
        }

        return boosters.ToImmutable();
    }

    private static ImmutableArray<PinnedProduct> PinnedIn(FieldReader fields)
    {
        var pinned = ImmutableArray.CreateBuilder<PinnedProduct>();
        foreach (var product in fields.Objects("pinned", ScenarioRules.MaxPinned))
        {
            var id = product.Id("product_id", required: true) ?? "";
            pinned.Add(new PinnedProduct(id, (int?)product.Whole("position", 1, ScenarioRules.MaxCount) ?? 1));
            product.RefuseUnknown("No such field of a pinned product.");
        }

        return pinned.ToImmutable();
    }

    private static ImmutableArray<SeenRule> SeenIn(FieldReader fields)
    {
        var rules = ImmutableArray.CreateBuilder<SeenRule>();
        foreach (var rule in fields.Objects("exclude_seen", MaxSeenRules))
        {
            if (TypeIn(rule) is { } type)
                rules.Add(new SeenRule(type, rule.Number("within_days", double.Epsilon, ScenarioRules.MaxDays)));
            else
                rule.Number("within_days", double.Epsilon, ScenarioRules.MaxDays);
            rule.RefuseUnknown("No such field of a rule.");
        }

        return rules.ToImmutable();
    }

    // The shop's own types are none of these: a rule has no place for their names.
    private static InteractionType? TypeIn(FieldReader rule)
    {
        const string Field = "type";
        if (rule.Text(Field, ScenarioRules.MaxNameLength, required: true) is not { } name)
            return null;
        if (InteractionTypeNames.TryParse(name, out var type))
            return type;
        rule.Refuse(Field, "Not one of its kinds.", Nearest.Remedy(name, InteractionTypeNames.BuiltIn.ToArray()));
        return null;
    }

    private static ImmutableDictionary<string, string> TextsIn(FieldReader fields)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (fields.Object("texts") is { } given)
        {
            foreach (var name in given.Names())
            {
                if (given.Text(name, ScenarioRules.MaxTextLength) is { } text)
                    texts[name] = text;
            }
        }

        return texts.ToImmutable();
    }

    private static ImmutableArray<string> CategoriesIn(FieldReader fields, string name) =>
        [.. fields.Strings(name, ScenarioRules.MaxExcluded, 512)];

    private static Objective? ObjectiveIn(FieldReader fields) =>
        EnumIn<Objective>(fields, "objective", required: false);

    private static T? EnumIn<T>(FieldReader fields, string field, bool required)
        where T : struct, Enum
    {
        if (fields.Text(field, ScenarioRules.MaxNameLength, required) is not { } text)
            return null;
        string[] known = [.. Enum.GetNames<T>().Select(name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name))];
        var index = Array.IndexOf(known, text);
        if (index >= 0)
            return Enum.GetValues<T>()[index];
        fields.Refuse(field, "Not one of its kinds.", Nearest.Remedy(text, known));
        return null;
    }

    private static string WireNameOf(string field) =>
        string.Join('.', field.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
