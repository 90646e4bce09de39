namespace Ayni.Data.Mart.Tables;

/// <summary>What one shopper bought under one order id.</summary>
internal sealed class MartOrder
{
    /// <summary>Position of its first line in the log: the order's place within its shopper.</summary>
    public long Position { get; set; }

    public string OrderId { get; set; } = "";

    public string UserId { get; set; } = "";

    /// <summary>Earliest time of its lines.</summary>
    public DateTime Timestamp { get; set; }

    public int Lines { get; set; }

    /// <summary>Pieces; a line without a quantity is one.</summary>
    public double Quantity { get; set; }

    /// <summary>Its products in the order of the lines, each once.</summary>
    public IReadOnlyList<string> ProductIds { get; set; } = [];

    /// <summary>The orders among one shopper's rows, by the position of their first line.</summary>
    /// <param name="rows">Rows of one shopper, in order of position.</param>
    public static List<MartOrder> Among(IReadOnlyList<MartEvent> rows)
    {
        var orders = new List<MartOrder>();
        var byId = new Dictionary<string, List<MartEvent>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Type != MartEvent.Purchase || row.OrderId is not { } id)
                continue;
            if (!byId.TryGetValue(id, out var lines))
                byId.Add(id, lines = []);
            lines.Add(row);
        }

        foreach (var (id, lines) in byId)
            orders.Add(Of(id, lines));
        orders.Sort(static (left, right) => left.Position.CompareTo(right.Position));
        return orders;
    }

    private static MartOrder Of(string id, List<MartEvent> lines) => new()
    {
        Position = lines[0].Position,
        OrderId = id,
        UserId = lines[0].UserId,
        Timestamp = lines.Min(line => line.Timestamp),
        Lines = lines.Count,
        Quantity = lines.Sum(line => line.Score ?? 1),
        ProductIds = [.. lines.Select(line => line.ProductId).OfType<string>().Distinct(StringComparer.Ordinal)],
    };
}
