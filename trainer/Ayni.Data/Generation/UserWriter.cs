using System.Globalization;
using Ayni.Domain.Users;
using Bogus;

namespace Ayni.Data.Generation;

/// <summary>Makes shoppers: name, city, language, segment.</summary>
internal sealed class UserWriter(ShopLexicon lexicon, ShopOptions options)
{
    private const double EnglishShare = 0.06;

    /// <summary>Writes the shoppers in order of id.</summary>
    /// <param name="segments">Index of each shopper's segment.</param>
    public List<GeneratedUser> Write(out int[] segments)
    {
        var spanish = new Faker("es") { Random = new Randomizer(options.Seed) };
        var english = new Faker("en") { Random = new Randomizer(options.Seed) };
        var segmentTable = new AliasTable([.. lexicon.Segments.Select(segment => segment.Share)]);
        var cityTable = new AliasTable([.. lexicon.Cities.Select(city => city.Share)]);
        segments = new int[options.Users];
        var users = new List<GeneratedUser>(options.Users);
        var random = new RandomStream(options.Seed, "users");
        for (var index = 0; index < options.Users; index++)
        {
            segments[index] = segmentTable.Draw(random);
            var isEnglish = random.Chance(EnglishShare);
            var faker = isEnglish ? english : spanish;
            var (first, last) = (faker.Name.FirstName(), faker.Name.LastName());
            var id = string.Create(CultureInfo.InvariantCulture, $"c{index + 1:D6}");
            users.Add(new GeneratedUser(
                id,
                isEnglish ? $"{first} {last}" : $"{first} {last} {faker.Name.LastName()}",
                $"{id}@example.com",
                lexicon.Cities[cityTable.Draw(random)].Name,
                new UserProfile
                {
                    Segment = lexicon.Segments[segments[index]].Key,
                    Country = "PE",
                    Language = isEnglish ? "en" : "es",
                }));
        }

        return users;
    }
}
