using Ayni.Domain.Interactions;

namespace Ayni.Data.Import.Sniffing;

/// <summary>What shops call the types of interactions.</summary>
internal static class TypeWords
{
    private static readonly Dictionary<string, InteractionType> Known = Flat(
        (InteractionType.View,
            ["view", "viewed", "views", "product view", "view item", "item view", "page view", "pageview", "click",
                "clic", "visita", "vista", "ver", "visit", "detail", "pv", "vista producto", "ver producto"]),
        (InteractionType.Cart,
            ["cart", "add cart", "add to cart", "addtocart", "add to basket", "carrito", "basket", "agregar carrito",
                "agregar al carrito", "anadir carrito", "anadir al carrito", "agregado al carrito", "cesta"]),
        (InteractionType.Purchase,
            ["purchase", "purchased", "buy", "bought", "compra", "comprar", "order", "pedido", "transaction", "sale",
                "venta", "comprado"]),
        (InteractionType.Rating, ["rating", "rate", "review", "calificacion", "valoracion", "resena", "puntuacion"]),
        (InteractionType.Search, ["search", "busqueda", "buscar"]));

    /// <summary>Words of file names that say what all of its rows are.</summary>
    private static readonly Dictionary<string, InteractionType> OfFiles = Flat(
        (InteractionType.View, ["views", "visitas", "vistas", "clicks", "clics", "pageviews"]),
        (InteractionType.Cart, ["carts", "carritos"]),
        (InteractionType.Purchase,
            ["purchases", "compras", "orders", "pedidos", "ventas", "sales", "transactions", "transacciones",
                "facturas", "invoices"]),
        (InteractionType.Rating, ["ratings", "valoraciones", "calificaciones", "reviews"]),
        (InteractionType.Search, ["searches", "busquedas"]));

    /// <summary>The type that a value means; null for none that is known.</summary>
    public static InteractionType? Of(string value)
        => Known.TryGetValue(string.Join(' ', ColumnWords.Of(value)), out var type) ? type : null;

    /// <summary>The type that a file's name says all its rows are; null where it says none.</summary>
    public static InteractionType? OfFile(string name)
    {
        foreach (var word in ColumnWords.Of(name))
        {
            if (OfFiles.TryGetValue(word, out var type))
                return type;
        }

        return null;
    }

    private static Dictionary<string, InteractionType> Flat(params (InteractionType Type, string[] Words)[] types)
        => types.SelectMany(one => one.Words.Select(word => (word, one.Type)))
            .ToDictionary(pair => pair.word, pair => pair.Type, StringComparer.Ordinal);
}
