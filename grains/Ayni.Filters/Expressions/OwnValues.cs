using Ayni.Domain.Catalog;
using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>
/// The values of a shop's own attributes as expressions see them; of another kind than asked is missing.
/// </summary>
internal static class OwnValues
{
    public static bool? Truth(AttributeSet own, string name) => Find(own, name, AttributeKind.Flag)?.Flag;

    public static double? Number(AttributeSet own, string name) =>
        Find(own, name, AttributeKind.Number) is { } value && double.IsFinite(value.Number) ? value.Number : null;

    public static string? Text(AttributeSet own, string name) =>
        FoldedText.Of(Find(own, name, AttributeKind.Text)?.Text, TextForm.Folded);

    public static IReadOnlyList<string> List(AttributeSet own, string name) =>
        Find(own, name, AttributeKind.List) is { } value ? Keys(value.List) : [];

    public static long? Ticks(AttributeSet own, string name) => Find(own, name, AttributeKind.Date)?.Date.UtcTicks;

    /// <summary>The keys of some texts, each once.</summary>
    public static IReadOnlyList<string> Keys(TextSet texts) =>
        texts.Count == 0
            ? []
            : [.. texts.Select(text => FoldedText.Of(text, TextForm.Folded)).OfType<string>().Distinct()];

    private static AttributeValue? Find(AttributeSet own, string name, AttributeKind kind) =>
        own[name] is { } value && value.Kind == kind ? value : null;
}
