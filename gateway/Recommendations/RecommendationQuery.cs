using Ayni.Domain.Scenarios;
using Ayni.Gateway.Http;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Recommendations;

/// <summary>The query of a request for recommendations: what a page asks most; a body can say all.</summary>
internal static class RecommendationQuery
{
    /// <summary>Ids that fit into an address.</summary>
    public const int MaxIds = 100;

    private const decimal MaxPriceBound = 1_000_000_000_000m;
    private const int MaxNameLength = 512;
    private const int MaxCursorLength = 8_000;

    private static readonly OptionalWholeParameter N = new(
        "n", "Products wanted; left out, as many as the scenario says.", 1, RecommendationRequest.MaxCount);

    private static readonly TextParameter Scenario = new(
        "scenario", $"Which recipe; {ShippedScenarios.Home} if left out. GET /v1/scenarios lists them.",
        ScenarioRules.MaxNameLength);

    private static readonly TextParameter Category = new(
        "category", "Only this category or below it; case and accents do not matter.", MaxNameLength);

    private static readonly TextParameter Brand = new(
        "brand", "Only this brand; case and accents do not matter.", MaxNameLength);

    private static readonly PriceParameter MinPrice = new("min_price", "Lowest price, inclusive.", MaxPriceBound);
    private static readonly PriceParameter MaxPrice = new("max_price", "Highest price, inclusive.", MaxPriceBound);

    private static readonly TextParameter Filter = new(
        "filter", "What a product must be, in the filter language, such as product.stock > 3.",
        ScenarioRules.MaxTextLength);

    private static readonly TextParameter ExcludeSeen = new(
        "exclude_seen", "true or false: whether what the shopper met is left out; left out, as the scenario says.", 5);

    private static readonly IdParameter Context = new("product_id", "Product whose page the list is for.");

    private static readonly IdsParameter Cart = new(
        "cart", "Products in the cart, with commas between them; never given.", MaxIds);

    private static readonly IdsParameter OnPage = new(
        "on_page", "What else the page shows, with commas between; never given.", MaxIds);

    private static readonly TextParameter Segment = new(
        "segment",
        "Segment of shoppers whose popular products are given; left out, a new shopper's own counts.", MaxNameLength);

    private static readonly TextParameter Language = new("language", "Language of the reasons, such as es or en.", 35);

    private static readonly NumberParameter Diversity = new(
        "diversity", "How far unlike products are preferred to good ones.", 0, 1);

    private static readonly OptionalWholeParameter WindowDays = new(
        "window_days", "Days that trending, popular and newest look back over.", 1, ScenarioRules.MaxWindowDays);

    private static readonly TextParameter Cursor = new(
        "cursor", "next_cursor of the page before.", MaxCursorLength);

    private static readonly FlagParameter Explain = new("explain", "Say why each product is there.", false);

    /// <summary>What is read.</summary>
    public static QueryParameter[] Parameters =>
    [
        N, Scenario, Category, Brand, MinPrice, MaxPrice, Filter, ExcludeSeen, Context, Cart, OnPage,
        ViewParameters.Store, ViewParameters.Group, Segment, Language, Diversity, WindowDays, Cursor, Explain,
    ];

    /// <summary>What is read where the path names the product.</summary>
    public static QueryParameter[] ParametersBesideProduct => [.. Parameters.Where(parameter => parameter != Context)];

    /// <summary>The request to a grain.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="scenario">Scenario where the query names none.</param>
    /// <exception cref="RefusalException">A value is outside its range.</exception>
    public static RecommendationRequest Read(HttpRequest request, string scenario = ShippedScenarios.Home)
    {
        var (min, max) = (MinPrice.Read(request), MaxPrice.Read(request));
        if (min > max)
        {
            throw RefusalException.OfField(
                MinPrice.Name, request.Query[MinPrice.Name], $"Above max_price, {request.Query[MaxPrice.Name]}.",
                "Send a lower min_price or a higher max_price.");
        }

        return new RecommendationRequest
        {
            Count = N.Read(request),
            Scenario = Scenario.Read(request) ?? scenario,
            Category = Category.Read(request),
            Brand = Brand.Read(request),
            ExcludeSeen = FlagOf(request, ExcludeSeen),
            MinPrice = min,
            MaxPrice = max,
            Explain = Explain.Read(request),
            ContextProduct = Context.Read(request),
            Cart = [.. Cart.Read(request)],
            OnPage = [.. OnPage.Read(request)],
            Store = ViewParameters.Store.Read(request),
            Group = ViewParameters.Group.Read(request),
            Segment = Segment.Read(request),
            Language = Language.Read(request),
            Cursor = Cursor.Read(request),
            Patch = PatchOf(Filter.Read(request), Diversity.Read(request), WindowDays.Read(request)),
        };
    }

    private static bool? FlagOf(HttpRequest request, TextParameter parameter) => parameter.Read(request) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw RefusalException.OfField(
            parameter.Name, text, "Not true or false.", "Send true or false, or leave it out."),
    };

    private static ScenarioPatch? PatchOf(string? filter, double? diversity, int? windowDays)
    {
        var patch = new ScenarioPatch { Filter = filter, Diversity = diversity, WindowDays = windowDays };
        return patch.IsEmpty ? null : patch;
    }
}
