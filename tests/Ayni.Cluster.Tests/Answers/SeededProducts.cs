using Ayni.Domain.Catalog;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>Products by seed, so that filters have something to go by, and what is asked of them.</summary>
internal static class SeededProducts
{
    private const int Departments = 20;
    private const int Shelves = 25;
    private const int Brands = 200;
    private const double MedianPrice = 60;

    /// <summary>The product of a number: the same in every run.</summary>
    public static Product Of(int number)
    {
        var random = new Random(GowallaLog.Seed + number);
        var (department, shelf) = (Skewed(random, Departments), random.Next(Shelves));
        return new Product
        {
            ProductId = GowallaLog.ProductId(number),
            Name = $"Producto {number} de la marca {Skewed(random, Brands)}",
            Description = $"Artículo {number}: resistente, ligero y hecho para durar.",
            Category = $"Departamento {department} > Estante {shelf}",
            Brand = $"Marca {Skewed(random, Brands)}",
            Price = Math.Round((decimal)(MedianPrice * Math.Exp(random.NextDouble() + random.NextDouble() - 1)), 2),
            Currency = "PEN",
            Stock = random.Next(50) == 0 ? 0 : random.Next(1, 500),
        };
    }

    /// <summary>The query of a request: in one of two a filter by department, by price or by brand.</summary>
    public static string Query(Random random) => random.Next(6) switch
    {
        0 => $"?category=Departamento%20{Skewed(random, Departments)}",
        1 => $"?min_price={random.Next(20, 40)}&max_price={random.Next(60, 120)}",
        2 => $"?brand=Marca%20{Skewed(random, Brands)}",
        _ => "",
    };

    // The first few have most.
    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 2));
}
