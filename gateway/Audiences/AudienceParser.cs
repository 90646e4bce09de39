using System.Text.Json;
using Ayni.Domain.Scenarios;
using Ayni.Grains.Exports;

namespace Ayni.Gateway.Audiences;

/// <summary>Reads orders of audiences.</summary>
internal static class AudienceParser
{
    public const long MaxBodyBytes = 256 * 1024;

    private const string ProductIds = "product_ids";

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static AudienceOrder Parse(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var fields = FieldReader.Open(body, "", problems);
        var order = fields is null ? null : Read(fields);
        return order is not null && problems.Count == 0 ? order : throw RefusalException.OfFields(problems);
    }

    private static AudienceOrder Read(FieldReader fields)
    {
        var order = new AudienceOrder
        {
            ProductIds = fields.Ids(ProductIds, AudienceOrder.MaxProducts),
            Filter = fields.Text("filter", ScenarioRules.MaxTextLength),
            Count = (int?)fields.Whole("n", 1, AudienceOrder.MaxCount) ?? new AudienceOrder().Count,
        };
        fields.RefuseUnknown("No such field of an audience.");
        if (!order.ProductIds.IsEmpty && order.Filter is not null)
            fields.Refuse("filter", "Beside product_ids.", "Send one of the two.");
        else if (order.ProductIds.IsEmpty && order.Filter is null)
            fields.Refuse(ProductIds, "Names no product, and there is no filter.", "Send one of the two.");
        return order;
    }
}
