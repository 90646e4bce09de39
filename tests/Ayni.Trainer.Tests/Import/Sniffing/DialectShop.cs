using System.Globalization;
using System.Text;
using Ayni.Data.Generation;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Import.Sniffing;

/// <summary>
/// A small shop of a seed, and its two files in a dialect of that seed: encoding, delimiters, header, quoting, names
/// and words in Spanish or English, dates, numbers and money.
/// </summary>
internal sealed class DialectShop
{
    private static readonly string[] Dates =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "dd/MM/yyyy HH:mm", "d/M/yyyy H:mm:ss", "M/d/yyyy h:mm tt",
        "MM/dd/yyyy HH:mm", "dd.MM.yyyy HH:mm", "dd-MM-yyyy HH:mm:ss", "yyyy/MM/dd HH:mm", "unix", "unixms",
        "dd/MM/yy HH:mm",
    ];

    private static readonly string[] Words =
        ["Olla", "Niño", "Lámpara", "Té", "Café", "Azúcar", "Señor", "Jabón", "Silla", "Piña", "Vaso", "Cuñado"];

    private readonly RandomStream _random;
    private readonly string _date;
    private readonly char _decimal;
    private readonly string? _thousands;
    private readonly string _sign;
    private readonly bool _isSignLast;

    public DialectShop(int seed)
    {
        _random = new RandomStream(seed, "dialect");
        IsSpanish = _random.Chance(0.5);
        Encoding = _random.Pick([
            new UTF8Encoding(false), TextOnDisk.Utf8Marked, TextOnDisk.Windows1252, TextOnDisk.Utf16Marked,
            TextOnDisk.Utf16,
        ]);
        Delimiter = _random.Pick([',', ';', '\t', '|']);
        CatalogDelimiter = _random.Pick([',', ';', '\t', '|']);
        HasHeader = _random.Chance(0.7);
        _date = _random.Pick(Dates);
        _decimal = _random.Pick(['.', ',']);
        _thousands = _random.Pick<string?>([null, " ", _decimal == '.' ? "," : "."]);
        _sign = _random.Pick(["", "€", "S/", "£", "USD"]);
        _isSignLast = _random.Chance(0.5);
        QuotesAll = _random.Chance(0.3);
        HasTypes = _random.Chance(0.5);
        MakeProducts();
        MakeEvents();
    }

    public bool IsSpanish { get; }

    public Encoding Encoding { get; }

    public char Delimiter { get; }

    public char CatalogDelimiter { get; }

    public bool HasHeader { get; }

    public bool QuotesAll { get; }

    public bool HasTypes { get; }

    /// <summary>Whether its dates have the day first, where that may be asked.</summary>
    public bool IsDayFirst => _date[0] is 'd';

    /// <summary>Currency that has to be said, since no price has a sign.</summary>
    public bool NeedsCurrency => _sign.Length == 0;

    public string Currency => _sign switch
    {
        "€" => "EUR",
        "S/" => "PEN",
        "£" => "GBP",
        "USD" => "USD",
        _ => "MXN",
    };

    public string EventsText { get; private set; } = "";

    public string ProductsText { get; private set; } = "";

    public List<(string User, string Product, InteractionType Type, DateTimeOffset Time)> Events { get; } = [];

    public List<(string Id, decimal Price)> Products { get; } = [];

    public override string ToString()
        => $"{(IsSpanish ? "es" : "en")} {Encoding.WebName} '{Delimiter}' '{CatalogDelimiter}' header {HasHeader} "
            + $"{_date} decimal '{_decimal}' thousands '{_thousands}' sign '{_sign}' types {HasTypes}";

    private void MakeProducts()
    {
        var prefix = _random.Pick(["", "SKU-", "A"]);
        var categories = IsSpanish ? new[] { "Baño", "Cocina", "Jardín" } : ["Bath", "Kitchen", "Garden"];
        var rows = new List<string[]>();
        for (var at = 0; at < 40; at++)
        {
            var id = $"{prefix}{(1_000 + (at * 7)).ToString(CultureInfo.InvariantCulture)}";
            var price = Math.Round((decimal)(_random.NextDouble() * (at % 4 == 0 ? 9_000 : 90)) + 0.37m, 2);
            Products.Add((id, price));
            rows.Add([id, $"{_random.Pick(Words)} {_random.Pick(Words)} {at}", _random.Pick(categories), Money(price)]);
        }

        string[] header = IsSpanish ? ["Código", "Nombre", "Categoría", "Precio"] : ["id", "name", "category", "price"];
        ProductsText = Text(header, rows, CatalogDelimiter);
    }

    private void MakeEvents()
    {
        var words = IsSpanish ? new[] { "vista", "carrito", "compra" } : ["view", "add_to_cart", "purchase"];
        InteractionType[] types = [InteractionType.View, InteractionType.Cart, InteractionType.Purchase];
        var prefix = _random.Pick(["", "u", "cli-"]);
        var start = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var rows = new List<string[]>();
        for (var at = 0; at < 400; at++)
        {
            start = start.AddMinutes(1 + _random.Next(1_200));
            var user = $"{prefix}{(50_000 + _random.Next(60)).ToString(CultureInfo.InvariantCulture)}";
            var product = Products[_random.Next(Products.Count)].Id;
            var type = _random.Next(3);
            Events.Add((user, product, HasTypes ? types[type] : InteractionType.Purchase, start));
            rows.Add([
                user, product, Date(start),
                HasTypes ? words[type] : (1 + _random.Next(4)).ToString(CultureInfo.InvariantCulture),
            ]);
        }

        string[] header = (IsSpanish, HasTypes) switch
        {
            (true, true) => ["id_cliente", "código_producto", "fecha", "tipo_evento"],
            (true, false) => ["Cliente", "Artículo", "Fecha y hora", "Cantidad"],
            (false, true) => ["user_id", "product_id", "timestamp", "event_type"],
            _ => ["CustomerID", "SKU", "OrderDate", "Quantity"],
        };
        EventsText = Text(header, rows, Delimiter);
    }

    private string Text(string[] header, List<string[]> rows, char delimiter)
    {
        // The columns of a shop come in any order.
        var order = Enumerable.Range(0, header.Length).OrderBy(_ => _random.NextDouble()).ToArray();
        var text = new StringBuilder();
        foreach (var row in HasHeader ? rows.Prepend(header) : rows)
            text.Append(string.Join(delimiter, order.Select(at => Cell(row[at], delimiter)))).Append("\r\n");
        return text.ToString();
    }

    private string Cell(string value, char delimiter)
        => QuotesAll || value.Contains(delimiter) ? $"\"{value}\"" : value;

    private string Date(DateTimeOffset time) => _date switch
    {
        "unix" => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "unixms" => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        _ => time.ToString(_date, CultureInfo.InvariantCulture),
    };

    private string Money(decimal price)
    {
        var text = price.ToString("#,##0.00", CultureInfo.InvariantCulture)
            .Replace(",", "~", StringComparison.Ordinal)
            .Replace(".", _decimal.ToString(), StringComparison.Ordinal)
            .Replace("~", _thousands ?? "", StringComparison.Ordinal);
        return _sign.Length == 0 ? text : _isSignLast ? $"{text} {_sign}" : $"{_sign} {text}";
    }
}
