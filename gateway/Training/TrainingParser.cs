using System.Text.Json;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Training;

/// <summary>Reads training options. A misspelt option would train another model than asked, so it is refused.</summary>
internal static class TrainingParser
{
    public const long MaxBodyBytes = 16 * 1024;

    private const double MaxHalfLifeDays = 36_500;

    // "Over 0" in a range that includes its ends.
    private const double OverZero = 1e-9;

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static TrainingOptions Parse(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var options = FieldReader.Open(body, "", problems) is { } fields ? Read(fields) : null;
        return options is not null && problems.Count == 0 ? options : throw RefusalException.OfFields(problems);
    }

    private static TrainingOptions Read(FieldReader fields)
    {
        var defaults = new TrainingOptions();
        var options = new TrainingOptions
        {
            Rank = (int?)fields.Whole("rank", 1, 1024) ?? defaults.Rank,
            Sweeps = (int?)fields.Whole("sweeps", 1, 200) ?? defaults.Sweeps,
            Regularization = fields.Number("regularization", OverZero, 1000) ?? defaults.Regularization,
            UnobservedWeight = fields.Number("unobserved_weight", OverZero, 10) ?? defaults.UnobservedWeight,
            FrequencyScaling = fields.Number("frequency_scaling", 0, 1) ?? defaults.FrequencyScaling,
            ConfidenceScale = fields.Number("confidence_scale", OverZero, 1000) ?? defaults.ConfidenceScale,
            ActivityDamping = fields.Number("activity_damping", 0, 1) ?? defaults.ActivityDamping,
            PopularityExponent = fields.Number("popularity_exponent", -1, 1) ?? defaults.PopularityExponent,
            InitialScale = fields.Number("initial_scale", OverZero, 10) ?? defaults.InitialScale,
            Seed = (int?)fields.Whole("seed", int.MinValue, int.MaxValue) ?? defaults.Seed,
            Blocks = (int?)fields.Whole("blocks", 1, 1024) ?? defaults.Blocks,
            Weights = fields.Object("weights") is { } weights ? ReadWeights(weights) : defaults.Weights,
            AsOfPosition = fields.Whole("as_of_position", 1, long.MaxValue),
            JudgedShare = fields.Number("judged_share", 0, 0.5) ?? defaults.JudgedShare,
        };
        fields.RefuseUnknown("No such option.");
        return options;
    }

    private static InteractionWeights ReadWeights(FieldReader fields)
    {
        var defaults = new InteractionWeights();
        var weights = new InteractionWeights
        {
            View = fields.Number("view", 0, 100) ?? defaults.View,
            Cart = fields.Number("cart", 0, 100) ?? defaults.Cart,
            Purchase = fields.Number("purchase", 0, 100) ?? defaults.Purchase,
            Rating = fields.Number("rating", 0, 100) ?? defaults.Rating,
            Search = fields.Number("search", 0, 100) ?? defaults.Search,
            HalfLife = fields.Number("half_life_days", OverZero, MaxHalfLifeDays) is { } days
                ? TimeSpan.FromDays(days)
                : null,
            NewestPerUser = (int?)fields.Whole("newest_per_user", 1, 65_536) ?? defaults.NewestPerUser,
        };
        fields.RefuseUnknown("No such weight.");
        return weights;
    }
}
