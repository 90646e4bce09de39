using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Ayni.Cluster.Tests.Shop;

namespace Ayni.Cluster.Tests.Measurements;

/// <summary>
/// How long an event posted to one gateway takes until the answer of another shows it: a shopper buys what leads the
/// other gateway's list, and is asked for there until it leads no more.
/// </summary>
internal static class Visibility
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <returns>Milliseconds from the acknowledgement of the event, in order of size.</returns>
    public static async Task<double[]> MeasureAsync(HttpClient writer, HttpClient reader, SmallShop shop, int events)
    {
        var times = new double[events];
        for (var index = 0; index < events; index++)
        {
            var shopper = shop.UserId(index % shop.Users);
            var leading = await LeadingAsync(reader, shopper)
                ?? throw new InvalidOperationException($"{shopper} gets an empty list.");
            using var answer = await writer.PostAsJsonAsync(
                "/v1/events",
                new { user_id = shopper, product_id = leading, interaction_type = "purchase" });
            answer.EnsureSuccessStatusCode();
            var clock = Stopwatch.StartNew();
            while (await LeadingAsync(reader, shopper) == leading)
            {
                if (clock.Elapsed > Limit)
                    throw new TimeoutException($"{leading} leads the list of {shopper} {Limit} after it was bought.");
            }

            times[index] = clock.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static async Task<string?> LeadingAsync(HttpClient reader, string shopper)
    {
        var answer = await reader.GetFromJsonAsync<JsonElement>($"/v1/users/{shopper}/recommendations?n=1");
        return answer.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("product_id").GetString()).FirstOrDefault();
    }
}
