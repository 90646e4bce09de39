using System.Collections.Immutable;
using System.Text.Json;
using Ayni.Domain.Scenarios;
using Ayni.Gateway.Scenarios;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Recommendations;

/// <summary>Reads bodies of requests for recommendations.</summary>
internal static class RecommendationParser
{
    public const long MaxBodyBytes = 1024 * 1024;

    /// <summary>Most lists in one request.</summary>
    public const int MaxRails = 16;

    private const decimal MaxPriceBound = 1_000_000_000_000m;
    private const int MaxNameLength = 512;
    private const int MaxCursorLength = 16_000;

    /// <summary>Reads a body.</summary>
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static RecommendationsOrder Parse(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var fields = FieldReader.Open(body, "", problems);
        var order = fields is null ? null : Read(fields, problems);
        return order is not null && problems.Count == 0 ? order : throw RefusalException.OfFields(problems);
    }

    private static RecommendationsOrder Read(FieldReader fields, List<FieldProblem> problems)
    {
        var userId = fields.Id("user_id");
        var rails = fields.Objects("rails", MaxRails);
        var common = ReadRequest(fields);
        var isOne = !fields.Has("rails");
        fields.RefuseUnknown("No such field of a request.");
        if (isOne)
            return new RecommendationsOrder(userId, [common], IsOne: true);
        var requests = ImmutableArray.CreateBuilder<RecommendationRequest>();
        foreach (var rail in rails)
        {
            requests.Add(ReadRail(rail, common));
            rail.RefuseUnknown("No such field of a rail.");
        }

        if (requests.Count == 0 && problems.Count == 0)
            fields.Refuse("rails", "Names no list.", $"Send 1 to {MaxRails} lists, or leave it out.");
        return new RecommendationsOrder(userId, requests.ToImmutable(), IsOne: false);
    }

    private static RecommendationRequest ReadRequest(FieldReader fields) => new()
    {
        Count = (int?)fields.Whole("n", 1, RecommendationRequest.MaxCount),
        Scenario = fields.Text("scenario", ScenarioRules.MaxNameLength) ?? ShippedScenarios.Home,
        Category = fields.Text("category", MaxNameLength),
        Brand = fields.Text("brand", MaxNameLength),
        MinPrice = fields.Money("min_price", MaxPriceBound),
        MaxPrice = fields.Money("max_price", MaxPriceBound),
        ExcludeSeen = fields.Flag("exclude_seen"),
        ContextProduct = fields.Id("product_id"),
        Cart = fields.Ids("cart", RecommendationRequest.MaxProducts),
        OnPage = fields.Ids("on_page", RecommendationRequest.MaxProducts),
        Among = fields.Ids("among", RecommendationRequest.MaxProducts),
        AllowsOnPage = fields.Flag("allow_on_page") ?? false,
        Store = fields.Text("store", MaxNameLength),
        Group = fields.Text("group", MaxNameLength),
        Segment = fields.Text("segment", MaxNameLength),
        Language = fields.Text("language", 35),
        Cursor = fields.Text("cursor", MaxCursorLength),
        Explain = fields.Flag("explain") ?? false,
        Patch = ScenarioParser.ReadPatch(fields),
    };

    // What a rail does not say, the request around it does.
    private static RecommendationRequest ReadRail(FieldReader fields, RecommendationRequest common)
    {
        var own = ReadRequest(fields);
        return own with
        {
            Count = own.Count ?? common.Count,
            Scenario = fields.Has("scenario") ? own.Scenario : common.Scenario,
            Category = own.Category ?? common.Category,
            Brand = own.Brand ?? common.Brand,
            MinPrice = own.MinPrice ?? common.MinPrice,
            MaxPrice = own.MaxPrice ?? common.MaxPrice,
            ExcludeSeen = own.ExcludeSeen ?? common.ExcludeSeen,
            ContextProduct = own.ContextProduct ?? common.ContextProduct,
            Cart = own.Cart.IsEmpty ? common.Cart : own.Cart,
            OnPage = own.OnPage.IsEmpty ? common.OnPage : own.OnPage,
            Among = own.Among.IsEmpty ? common.Among : own.Among,
            AllowsOnPage = fields.Has("allow_on_page") ? own.AllowsOnPage : common.AllowsOnPage,
            Store = own.Store ?? common.Store,
            Group = own.Group ?? common.Group,
            Segment = own.Segment ?? common.Segment,
            Language = own.Language ?? common.Language,
            Explain = fields.Has("explain") ? own.Explain : common.Explain,
            Patch = own.Patch ?? common.Patch,
        };
    }
}
