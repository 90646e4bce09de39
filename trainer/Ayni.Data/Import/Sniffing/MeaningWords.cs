namespace Ayni.Data.Import.Sniffing;

/// <summary>What the names of columns say, in Spanish and English.</summary>
internal static class MeaningWords
{
    /// <summary>Rank from which on a name is known but for one word of it.</summary>
    public const int ExtraWord = 40;

    /// <summary>Words that make an id of the word beside them, and say nothing alone.</summary>
    private static readonly HashSet<string> Codes =
    [
        "id", "ids", "code", "cod", "codigo", "key", "clave", "no", "nro", "num", "numero", "number", "nr", "uuid",
        "guid", "identificador", "external", "externo", "ref", "unique", "unico",
    ];

    /// <summary>Words that are an order or a product with an id alone: "stock" counts, "StockCode" names.</summary>
    private static readonly HashSet<string> NeedCode = ["stock", "venta", "compra", "purchase", "material"];

    /// <summary>What a shopper has as well as a product, so that "customer name" is none of a product.</summary>
    private static readonly HashSet<Meaning> OfPeople =
        [Meaning.Name, Meaning.Description, Meaning.Category, Meaning.Brand, Meaning.AddedAt, Meaning.Type];

    /// <summary>Words of a meaning, the surest first; a name is looked up from the first meaning here on.</summary>
    private static readonly (Meaning Meaning, string[] Words)[] Names =
    [
        (Meaning.ListPrice,
            ["list price", "precio lista", "precio anterior", "precio antes", "precio regular", "precio original",
                "regular price", "original price", "old price", "msrp", "rrp", "price before", "was price"]),
        (Meaning.Price,
            ["unit price", "precio unitario", "price", "precio", "pvp", "valor unitario", "unitprice", "prix"]),
        (Meaning.Currency, ["currency", "moneda", "divisa"]),
        (Meaning.Tags, ["tags", "tag", "etiquetas", "etiqueta", "labels"]),
        (Meaning.ParentId, ["parent", "padre", "family", "item group", "grupo variantes"]),
        (Meaning.DurationSeconds,
            ["duration seconds", "duration", "duracion", "duracion segundos", "dwell time", "dwell seconds",
                "segundos", "seconds", "interaction duration", "time on page", "tiempo pagina"]),
        (Meaning.Query,
            ["query", "search query", "search term", "busqueda", "termino busqueda", "texto busqueda", "consulta"]),
        (Meaning.ReviewText,
            ["review text", "texto resena", "resena", "review", "review body", "texto opinion", "opinion", "comentario",
                "comment", "review content", "comentarios", "comments", "opiniones", "resenas", "reviews",
                "texto comentario"]),
        (Meaning.AddedAt,
            ["added at", "added", "alta", "fecha alta", "fecha ingreso", "release date", "launch date",
                "fecha lanzamiento", "date added", "created at", "fecha creacion"]),
        (Meaning.Timestamp,
            ["timestamp", "event time", "event timestamp", "datetime", "fecha hora", "date time", "fecha", "date",
                "time", "ts", "momento", "instante", "created at", "hora", "when", "dia", "fecha compra",
                "fecha venta", "fecha pedido", "order date", "purchase date", "invoice date", "transaction date",
                "timestamp interaction", "transaction timestamp", "fecha creacion", "occurred at", "moment"]),
        (Meaning.Type,
            ["event type", "interaction type", "tipo evento", "tipo interaccion", "event name", "action", "accion",
                "event", "evento", "type", "tipo", "behavior", "behaviour", "activity", "interaccion",
                "nombre evento"]),
        (Meaning.Amount,
            ["amount", "importe", "monto", "total", "subtotal", "sales value", "line total", "total linea", "revenue",
                "valor total", "importe total", "monto total", "total price", "precio total", "valor venta"]),
        (Meaning.Quantity,
            ["quantity", "qty", "cantidad", "cant", "unidades", "units", "uds", "pieces", "piezas", "items count"]),
        (Meaning.Score,
            ["rating", "score", "stars", "estrellas", "calificacion", "puntuacion", "valoracion", "nota", "puntaje",
                "interaction score", "puntos"]),
        (Meaning.Stock, ["stock", "existencias", "inventario", "inventory", "stock quantity", "disponibles"]),
        (Meaning.Brand, ["brand", "marca", "fabricante", "manufacturer", "brand name"]),
        (Meaning.Category,
            ["category", "categoria", "department", "departamento", "categories", "categorias", "subcategory",
                "subcategoria", "familia", "rubro", "seccion", "product category", "product type", "category path",
                "tipo producto", "linea", "type", "tipo"]),
        (Meaning.Description,
            ["description", "descripcion", "detalle", "product description", "descripcion larga", "long description",
                "descripcion producto", "texto", "body"]),
        (Meaning.Name,
            ["product name", "nombre producto", "name", "nombre", "title", "titulo", "item name", "denominacion",
                "nombre articulo", "product title", "nombre item"]),
        (Meaning.EventId, ["event id", "id evento", "evento id", "interaction id", "interaccion id", "row id"]),
        (Meaning.Order,
            ["order", "pedido", "invoice", "factura", "basket", "ticket", "boleta", "transaction", "transaccion",
                "orden", "comprobante", "compra", "venta", "purchase", "cesta", "receipt", "recibo"]),
        (Meaning.User,
            ["user", "usuario", "customer", "client", "cliente", "shopper", "visitor", "household", "member", "buyer",
                "comprador", "socio", "account", "cuenta", "consumer", "person", "persona", "reviewer", "visitante",
                "email", "correo", "dni", "userid", "customerid", "clienteid", "hogar", "u"]),
        (Meaning.Product,
            ["product", "producto", "item", "articulo", "sku", "asin", "stock", "ean", "isbn", "referencia", "prod",
                "material", "upc", "gtin", "productid", "itemid", "barcode", "art", "merchandise", "p"]),
    ];

    private static readonly Dictionary<Meaning, Dictionary<string, int>> Ranks = Names.ToDictionary(
        pair => pair.Meaning,
        pair => pair.Words.Select((word, rank) => (word, rank)).ToDictionary(one => one.word, one => one.rank));

    /// <summary>Whether a name says that its numbers are codes.</summary>
    public static bool HasCode(IReadOnlyList<string> words) => words.Any(Codes.Contains);

    /// <summary>Whether a name says "what was done", and not just "type", which products have as well.</summary>
    public static bool SaysTypes(IReadOnlyList<string> words)
        => words is not (["type"] or ["tipo"]) && Rank(Meaning.Type, words) < ExtraWord;

    /// <summary>How well a name fits a meaning: 0 best; null for not at all.</summary>
    public static int? Rank(Meaning meaning, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return null;
        var bare = words.Where(word => !Codes.Contains(word)).ToArray();
        var hasCode = bare.Length < words.Count;
        if ((!hasCode && bare.Length == 1 && NeedCode.Contains(bare[0]) && meaning is Meaning.Order or Meaning.Product)
            || (bare.Length > 1 && OfPeople.Contains(meaning) && bare.Any(Ranks[Meaning.User].ContainsKey)))
            return null;
        var ranks = Ranks[meaning];
        if (meaning is Meaning.EventId)
            return Find(ranks, words);
        if (meaning is Meaning.User or Meaning.Product or Meaning.Order or Meaning.ParentId)
        {
            // A catalogue often calls its key just "id" or "código".
            if (bare.Length == 0)
                return meaning == Meaning.Product ? 100 : null;
            return Find(ranks, bare) is { } rank ? rank + (hasCode ? 0 : 1) : null;
        }

        return hasCode ? null : Find(ranks, words);
    }

    private static int? Find(Dictionary<string, int> ranks, IReadOnlyList<string> words)
        => ranks.TryGetValue(string.Join(' ', words), out var rank) ? rank
            // "fecha_hora_utc", "precio_eur": known words with one more.
            : words.Count > 1 && ranks.TryGetValue(string.Join(' ', words.SkipLast(1)), out rank) ? rank + ExtraWord
            : words.Count > 1 && ranks.TryGetValue(string.Join(' ', words.Skip(1)), out rank) ? rank + ExtraWord + 10
            : null;
}
