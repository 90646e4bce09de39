namespace Ayni.Filters.Columns;

/// <summary>
/// Numbers of a chunk's columns; those of a shop's own attributes follow from <see cref="FirstOwn"/> on.
/// </summary>
internal static class Slot
{
    public const int Category = 0;
    public const int Brand = 1;
    public const int Currency = 2;
    public const int ParentId = 3;
    public const int Price = 4;
    public const int ListPrice = 5;

    /// <summary>Prices that <see cref="Money"/> cannot scale, which are rare.</summary>
    public const int OddPrice = 6;

    public const int OddListPrice = 7;
    public const int Stock = 8;
    public const int AddedAt = 9;
    public const int Tags = 10;
    public const int Stores = 11;
    public const int Groups = 12;
    public const int Active = 13;

    /// <summary>Prices for views; those of everybody stand in the columns of prices.</summary>
    public const int ViewPrices = 14;

    public const int FirstOwn = 15;
}
