using Ayni.Silo.Dashboard;
using Ayni.Silo.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddAyniSilo();
var app = builder.Build();
app.MapAyniDashboard();
await app.RunAsync();
