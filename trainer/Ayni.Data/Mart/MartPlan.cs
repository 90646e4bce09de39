using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Tables;

namespace Ayni.Data.Mart;

/// <summary>What one making reads.</summary>
/// <param name="Position">Last position of the log.</param>
/// <param name="CatalogPosition">Position of the catalogue.</param>
/// <param name="Fitted">What was learned before; null: learn it.</param>
/// <param name="Products">The catalogue, by product id.</param>
internal sealed record MartPlan(
    long Position, long CatalogPosition, FittedRanges? Fitted, IAsyncEnumerable<MartProduct> Products);
