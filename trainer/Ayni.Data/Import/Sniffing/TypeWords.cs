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
        (InteractionType.Search, ["search", "busqueda", "buscar"]),
        (InteractionType.Return,
            ["return", "returned", "refund", "refunded", "devolucion", "devuelto", "devolver", "reembolso"]),
        (InteractionType.RemoveFromCart,
            ["remove from cart", "remove cart", "removefromcart", "remove from basket", "quitar carrito",
                "quitar del carrito", "quitado carrito", "eliminar carrito", "eliminado carrito", "retirar carrito"]),
        (InteractionType.Dislike, ["dislike", "no me gusta", "thumbs down"]),
        (InteractionType.Hide, ["hide", "hidden", "not interested", "ocultar", "no me interesa", "no interesa"]),
        (InteractionType.Like, ["like", "liked", "me gusta", "thumbs up"]),
        (InteractionType.Wishlist,
            ["wishlist", "wish list", "add to wishlist", "add wishlist", "favorite", "favourite", "favorito",
                "favoritos", "lista deseos", "deseo", "guardado", "bookmark"]),
        (InteractionType.Share, ["share", "shared", "compartir", "compartido"]));

    /// <summary>Words of file names that say what all of its rows are.</summary>
    private static readonly Dictionary<string, InteractionType> OfFiles = Flat(
        (InteractionType.View, ["views", "visitas", "vistas", "clicks", "clics", "pageviews"]),
        (InteractionType.Cart, ["carts", "carritos"]),
        (InteractionType.Purchase,
            ["purchases", "compras", "orders", "pedidos", "ventas", "sales", "transactions", "transacciones",
                "facturas", "invoices"]),
        (InteractionType.Rating, ["ratings", "valoraciones", "calificaciones", "reviews", "resenas", "opiniones"]),
        (InteractionType.Search, ["searches", "busquedas"]),
        (InteractionType.Return, ["returns", "refunds", "devoluciones", "reembolsos"]),
        (InteractionType.Wishlist, ["wishlist", "wishlists", "favoritos", "favorites", "deseos"]),
        (InteractionType.Like, ["likes"]));

    /// <summary>The type that a value means; null for none that is known.</summary>
    /// <param name="value">Value of a column of types.</param>
    /// <param name="hints">What the caller says of values, and the shop's own types.</param>
    public static RowType? Of(string value, SniffHints hints)
    {
        if (hints.TypeValues.TryGetValue(value, out var said))
            return said;
        if (RowType.Find(value, Own(hints)) is { } named)
            return named;
        var words = ColumnWords.Of(value);
        return Known.TryGetValue(string.Join(' ', words), out var type)
            ? type
            : RowType.Find(string.Join('_', words), Own(hints));
    }

    private static TypeWeights Own(SniffHints hints) => TypeWeights.Of(hints.OwnTypes.Concat(hints.ShopTypes));

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
