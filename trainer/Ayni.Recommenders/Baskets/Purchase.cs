namespace Ayni.Recommenders;

/// <summary>An item in one of a user's baskets.</summary>
/// <param name="Item">Item index.</param>
/// <param name="BasketsAgo">1 for the user's newest basket, 2 for the one before it.</param>
/// <param name="DaysAgo">Days from the purchase to the reference time.</param>
public readonly record struct Purchase(int Item, int BasketsAgo, double DaysAgo);
