namespace Ayni.Grains.Exports;

/// <summary>How lists are written.</summary>
public enum ListFormat
{
    /// <summary>A JSON object a line: <c>{"user_id":…,"items":[{"product_id":…,"score":…},…]}</c>.</summary>
    Ndjson,

    /// <summary>A header, then a line a product: <c>user_id,rank,product_id,score</c> (RFC 4180).</summary>
    Csv,
}
