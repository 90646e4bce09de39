using System.Text.Json;

namespace Ayni.Data.Generation;

/// <summary>The words a shop is made of: <c>Generation/Lexicon/shop.json</c>. "a|b" is Spanish, then English.</summary>
internal sealed record ShopLexicon(
    IReadOnlyList<ThemeWords> Themes, IReadOnlyList<SegmentWords> Segments, IReadOnlyList<CityWords> Cities)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static ShopLexicon Load()
    {
        using var stream = typeof(ShopLexicon).Assembly.GetManifestResourceStream("Ayni.Data.Generation.shop.json")
            ?? throw new InvalidOperationException("The embedded lexicon shop.json is missing from the build.");
        return JsonSerializer.Deserialize<ShopLexicon>(stream, Json)
            ?? throw new InvalidOperationException("The embedded lexicon shop.json is empty.");
    }

    public int ThemeIndex(string key)
    {
        for (var index = 0; index < Themes.Count; index++)
        {
            if (Themes[index].Key == key)
                return index;
        }

        throw new InvalidOperationException($"The lexicon has no theme '{key}'.");
    }

    public static (string Spanish, string English) Both(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? (text, text) : (text[..bar], text[(bar + 1)..]);
    }
}

internal sealed record ThemeWords(
    string Key, string Prefix, string Category, string CategoryEn, IReadOnlyList<string> Brands,
    IReadOnlyList<TypeWords> Types);

internal sealed record TypeWords(
    string Es, string En, string Sub, double Low, double High, IReadOnlyList<string> Variants,
    IReadOnlyList<string> Features);

internal sealed record SegmentWords(string Key, double Share, IReadOnlyDictionary<string, double> Weights);

internal sealed record CityWords(string Name, double Share);
