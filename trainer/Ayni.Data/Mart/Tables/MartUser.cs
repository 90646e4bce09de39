namespace Ayni.Data.Mart.Tables;

/// <summary>A shopper by what they did; what the shop says of them has no position and is left out.</summary>
internal sealed class MartUser
{
    public string UserId { get; set; } = "";

    public DateTime FirstInteraction { get; set; }

    public DateTime LastInteraction { get; set; }

    public long Interactions { get; set; }

    public long Views { get; set; }

    public long Carts { get; set; }

    public long Purchases { get; set; }

    public long Ratings { get; set; }

    public long Searches { get; set; }

    public long Orders { get; set; }

    public long Products { get; set; }

    /// <summary>The shopper of some rows; null of none.</summary>
    /// <param name="rows">Rows of one shopper.</param>
    /// <param name="orders">Their orders.</param>
    public static MartUser? Of(IReadOnlyList<MartEvent> rows, int orders)
    {
        if (rows.Count == 0)
            return null;
        var products = new HashSet<string>(StringComparer.Ordinal);
        var user = new MartUser
        {
            UserId = rows[0].UserId,
            FirstInteraction = rows[0].Timestamp,
            LastInteraction = rows[0].Timestamp,
            Interactions = rows.Count,
            Orders = orders,
        };
        foreach (var row in rows)
        {
            user.Count(row);
            if (row.ProductId is { } product)
                products.Add(product);
        }

        user.Products = products.Count;
        return user;
    }

    private void Count(MartEvent row)
    {
        FirstInteraction = row.Timestamp < FirstInteraction ? row.Timestamp : FirstInteraction;
        LastInteraction = row.Timestamp > LastInteraction ? row.Timestamp : LastInteraction;
        switch (row.Type)
        {
            case MartEvent.View:
                Views++;
                break;
            case MartEvent.Cart:
                Carts++;
                break;
            case MartEvent.Purchase:
                Purchases++;
                break;
            case MartEvent.Rating:
                Ratings++;
                break;
            case MartEvent.Search:
                Searches++;
                break;
        }
    }
}
