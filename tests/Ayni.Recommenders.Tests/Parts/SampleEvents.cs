namespace Ayni.Recommenders.Tests;

/// <summary>Events of shoppers, written by hand.</summary>
internal static class SampleEvents
{
    public const int Day = 86_400;

    /// <summary>Purchases: (item, seconds ago, basket) of each user, oldest first.</summary>
    public static ShopperEvents Of(int items, params (int Item, int Ago, int Basket)[][] users)
    {
        var starts = new int[users.Length + 1];
        for (var user = 0; user < users.Length; user++)
            starts[user + 1] = starts[user] + users[user].Length;
        var all = users.SelectMany(events => events).ToArray();
        return new ShopperEvents(
            items, starts, Array.ConvertAll(all, e => e.Item), Array.ConvertAll(all, e => e.Ago),
            Array.ConvertAll(all, e => e.Basket));
    }

    /// <summary>Views, each at a second of its own.</summary>
    public static ShopperEvents InOrder(int items, params int[][] users) => Of(items, Array.ConvertAll(
        users, met => met.Select((item, place) => (item, met.Length - place, ShopperEvents.NoBasket)).ToArray()));

    /// <summary>One user a basket of purchases.</summary>
    public static ShopperEvents Baskets(int items, params int[][] users) => Of(items, Array.ConvertAll(
        users, bought => bought.Select(item => (item, 0, 0)).ToArray()));
}
