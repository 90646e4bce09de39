using System.Collections.Frozen;
using Ayni.Domain.Scenarios;

namespace Ayni.Grains.Answering;

/// <summary>
/// Sentences for shoppers, by language and name of the reason. A scenario's own come first, then those that ship; a
/// language that neither has is answered in Spanish.
/// </summary>
internal static class ReasonTexts
{
    /// <summary>Language where nobody says another one, or says one there are no sentences in.</summary>
    public const string Default = "es";

    private static readonly FrozenDictionary<string, string> Shipped = new Dictionary<string, string>
    {
        ["es." + ReasonNames.Bought] = "Porque compraste {product}",
        ["es." + ReasonNames.Viewed] = "Porque viste {product}",
        ["es." + ReasonNames.Carted] = "Va con {product}, que está en tu carrito",
        ["es." + ReasonNames.Rated] = "Porque te gustó {product}",
        ["es." + ReasonNames.Searched] = "Por lo que buscaste: {product}",
        ["es." + ReasonNames.Together] = "Quienes compraron {product} también lo llevaron",
        ["es." + ReasonNames.Similar] = "Parecido a {product}",
        ["es." + ReasonNames.Content] = "Se parece a {product}, que viste",
        ["es." + ReasonNames.Popular] = "De lo más comprado en la tienda",
        ["es." + ReasonNames.PopularInCategory] = "De lo más comprado en {category}",
        ["es." + ReasonNames.PopularInSegment] = "Popular entre clientes como tú",
        ["es." + ReasonNames.PopularInSegmentAndCategory] = "Popular en {category} entre clientes como tú",
        ["es." + ReasonNames.Trending] = "Lo que más buscan estos días",
        ["es." + ReasonNames.TrendingInCategory] = "Lo que más buscan estos días en {category}",
        ["es." + ReasonNames.Newest] = "Recién llegado",
        ["es." + ReasonNames.NewestInCategory] = "Recién llegado a {category}",
        ["es." + ReasonNames.Deal] = "{discount} % menos que su precio normal",
        ["es." + ReasonNames.DealInCategory] = "{discount} % menos en {category}",
        ["es." + ReasonNames.BuyAgain] = "Lo compraste hace {days} días: quizá ya te toca",
        ["es." + ReasonNames.RecentlyViewed] = "Lo miraste antes",
        ["es." + ReasonNames.BoughtBefore] = "Lo compraste antes",
        ["es." + ReasonNames.Pinned] = "Elegido por la tienda",
        ["es." + ReasonNames.ForYou] = "Elegido para ti",

        ["en." + ReasonNames.Bought] = "Because you bought {product}",
        ["en." + ReasonNames.Viewed] = "Because you looked at {product}",
        ["en." + ReasonNames.Carted] = "Goes with {product} in your cart",
        ["en." + ReasonNames.Rated] = "Because you liked {product}",
        ["en." + ReasonNames.Searched] = "For what you searched: {product}",
        ["en." + ReasonNames.Together] = "Bought together with {product}",
        ["en." + ReasonNames.Similar] = "Similar to {product}",
        ["en." + ReasonNames.Content] = "Like {product}, which you looked at",
        ["en." + ReasonNames.Popular] = "A best-seller of the shop",
        ["en." + ReasonNames.PopularInCategory] = "A best-seller in {category}",
        ["en." + ReasonNames.PopularInSegment] = "Popular with shoppers like you",
        ["en." + ReasonNames.PopularInSegmentAndCategory] = "Popular in {category} with shoppers like you",
        ["en." + ReasonNames.Trending] = "In demand these days",
        ["en." + ReasonNames.TrendingInCategory] = "In demand these days in {category}",
        ["en." + ReasonNames.Newest] = "New in the shop",
        ["en." + ReasonNames.NewestInCategory] = "New in {category}",
        ["en." + ReasonNames.Deal] = "{discount} % off",
        ["en." + ReasonNames.DealInCategory] = "{discount} % off in {category}",
        ["en." + ReasonNames.BuyAgain] = "You bought it {days} days ago: it may be time",
        ["en." + ReasonNames.RecentlyViewed] = "You looked at it before",
        ["en." + ReasonNames.BoughtBefore] = "You bought it before",
        ["en." + ReasonNames.Pinned] = "The shop's choice",
        ["en." + ReasonNames.ForYou] = "Chosen for you",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sentence with its gaps filled.</summary>
    public static string Say(Scenario scenario, string? language, Reason reason)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(reason);
        var tag = (language ?? Default).Split('-', '_')[0].ToLowerInvariant();
        var text = Find(scenario, tag, reason.Name) ?? Find(scenario, Default, reason.Name) ?? "";
        foreach (var (gap, value) in reason.Gaps)
            text = text.Replace($"{{{gap}}}", value, StringComparison.Ordinal);
        return text;
    }

    private static string? Find(Scenario scenario, string language, string name) =>
        scenario.Texts.GetValueOrDefault($"{language}.{name}") ?? Shipped.GetValueOrDefault($"{language}.{name}");
}
