using Ayni.Domain.Interactions;

namespace Ayni.Data.Import.Sniffing;

/// <summary>What shops call the types of interactions.</summary>
internal static class TypeWords
{
    private static readonly Dictionary<string, InteractionType> Known = new(StringComparer.Ordinal)
    {
        ["view"] = InteractionType.View, ["viewed"] = InteractionType.View, ["views"] = InteractionType.View,
        ["product view"] = InteractionType.View, ["view item"] = InteractionType.View,
        ["item view"] = InteractionType.View, ["page view"] = InteractionType.View,
        ["pageview"] = InteractionType.View, ["click"] = InteractionType.View, ["clic"] = InteractionType.View,
        ["visita"] = InteractionType.View, ["vista"] = InteractionType.View, ["ver"] = InteractionType.View,
        ["visit"] = InteractionType.View, ["detail"] = InteractionType.View, ["pv"] = InteractionType.View,
        ["vista producto"] = InteractionType.View, ["ver producto"] = InteractionType.View,
        ["cart"] = InteractionType.Cart, ["add cart"] = InteractionType.Cart, ["add to cart"] = InteractionType.Cart,
        ["addtocart"] = InteractionType.Cart, ["add to basket"] = InteractionType.Cart,
        ["carrito"] = InteractionType.Cart, ["basket"] = InteractionType.Cart,
        ["agregar carrito"] = InteractionType.Cart, ["agregar al carrito"] = InteractionType.Cart,
        ["anadir carrito"] = InteractionType.Cart, ["anadir al carrito"] = InteractionType.Cart,
        ["agregado al carrito"] = InteractionType.Cart, ["cesta"] = InteractionType.Cart,
        ["purchase"] = InteractionType.Purchase, ["purchased"] = InteractionType.Purchase,
        ["buy"] = InteractionType.Purchase, ["bought"] = InteractionType.Purchase,
        ["compra"] = InteractionType.Purchase, ["comprar"] = InteractionType.Purchase,
        ["order"] = InteractionType.Purchase, ["pedido"] = InteractionType.Purchase,
        ["transaction"] = InteractionType.Purchase, ["sale"] = InteractionType.Purchase,
        ["venta"] = InteractionType.Purchase, ["comprado"] = InteractionType.Purchase,
        ["rating"] = InteractionType.Rating, ["rate"] = InteractionType.Rating, ["review"] = InteractionType.Rating,
        ["calificacion"] = InteractionType.Rating, ["valoracion"] = InteractionType.Rating,
        ["resena"] = InteractionType.Rating, ["puntuacion"] = InteractionType.Rating,
        ["search"] = InteractionType.Search, ["busqueda"] = InteractionType.Search,
        ["buscar"] = InteractionType.Search,
    };

    /// <summary>Words of file names that say what all of its rows are.</summary>
    private static readonly (string Word, InteractionType Type)[] OfFiles =
    [
        ("views", InteractionType.View), ("visitas", InteractionType.View), ("vistas", InteractionType.View),
        ("clicks", InteractionType.View), ("clics", InteractionType.View), ("pageviews", InteractionType.View),
        ("carts", InteractionType.Cart), ("carritos", InteractionType.Cart),
        ("purchases", InteractionType.Purchase), ("compras", InteractionType.Purchase),
        ("orders", InteractionType.Purchase), ("pedidos", InteractionType.Purchase),
        ("ventas", InteractionType.Purchase), ("sales", InteractionType.Purchase),
        ("transactions", InteractionType.Purchase), ("transacciones", InteractionType.Purchase),
        ("facturas", InteractionType.Purchase), ("invoices", InteractionType.Purchase),
        ("ratings", InteractionType.Rating), ("valoraciones", InteractionType.Rating),
        ("calificaciones", InteractionType.Rating), ("reviews", InteractionType.Rating),
        ("searches", InteractionType.Search), ("busquedas", InteractionType.Search),
    ];

    /// <summary>The type that a value means; null for none that is known.</summary>
    public static InteractionType? Of(string value)
        => Known.TryGetValue(string.Join(' ', ColumnWords.Of(value)), out var type) ? type : null;

    /// <summary>The type that a file's name says all its rows are; null where it says none.</summary>
    public static InteractionType? OfFile(string name)
    {
        var words = ColumnWords.Of(name);
        foreach (var (word, type) in OfFiles)
        {
            if (words.Contains(word))
                return type;
        }

        return null;
    }
}
