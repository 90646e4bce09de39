namespace Ayni.Data.Import;

/// <summary>Columns of an interactions file that describe the product.</summary>
/// <param name="Name">Name; the most frequent one counts, of equally frequent ones the newest.</param>
/// <param name="Price">Price of one piece; the median counts.</param>
/// <param name="Amount">Price of the whole row; divided by the quantity it is the price of one piece.</param>
public sealed record ProductHints(string? Name = null, string? Price = null, string? Amount = null);
