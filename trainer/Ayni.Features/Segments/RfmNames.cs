namespace Ayni.Features.Segments;

/// <summary>What segments are called.</summary>
public static class RfmNames
{
    private static readonly (RfmSegment Segment, string Key, string Spanish, string English)[] Names =
    [
        (RfmSegment.Champions, "champions", "campeones", "champions"),
        (RfmSegment.Loyal, "loyal", "leales", "loyal"),
        (RfmSegment.Promising, "promising", "prometedores", "promising"),
        (RfmSegment.New, "new", "nuevos", "new"),
        (RfmSegment.NeedAttention, "need_attention", "por cuidar", "need attention"),
        (RfmSegment.AboutToSleep, "about_to_sleep", "por dormirse", "about to sleep"),
        (RfmSegment.AtRisk, "at_risk", "en riesgo", "at risk"),
        (RfmSegment.Hibernating, "hibernating", "dormidos", "hibernating"),
        (RfmSegment.Prospects, "prospects", "interesados", "prospects"),
    ];

    /// <summary>All of them, best first.</summary>
    public static IReadOnlyList<RfmSegment> All { get; } = [.. Names.Select(name => name.Segment)];

    /// <summary>Name in files, profiles and rules, such as <c>at_risk</c>.</summary>
    public static string KeyOf(RfmSegment segment) => Names.Single(name => name.Segment == segment).Key;

    /// <summary>Label for people.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="isSpanish">Spanish, else English.</param>
    public static string LabelOf(RfmSegment segment, bool isSpanish)
    {
        var name = Names.Single(name => name.Segment == segment);
        return isSpanish ? name.Spanish : name.English;
    }

    /// <summary>Whether a profile's segment is one of these.</summary>
    public static bool IsKey(string? segment) => Names.Any(name => name.Key == segment);
}
